package casetest_test

import (
	"cmp"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// knownIssues are the ids of the table of known issues, first and last of each
// unbroken run.
var knownIssues = []struct {
	family string
	runs   [][2]int
}{
	{"TLS", [][2]int{{1, 18}}},
	{"SCH", [][2]int{{1, 13}}},
	{"ECS", [][2]int{{1, 36}, {40, 109}}},
	{"PNC", [][2]int{{1, 3}, {10, 16}, {20, 25}, {30, 46}}},
	{"PTA", [][2]int{{1, 8}}},
	{"SSO", [][2]int{{1, 3}}},
	{"CPA", [][2]int{{1, 16}}},
	{"HCW", [][2]int{{1, 54}}},
	{"NET", [][2]int{{1, 21}}},
	{"ENV", [][2]int{{1, 6}, {10, 18}}},
	{"MSI", [][2]int{{1, 13}}},
	{"SQL", [][2]int{{1, 6}}},
	{"ECH", [][2]int{{1, 5}}},
}

func TestEveryKnownIssueHasItsSignature(t *testing.T) {
	files := signatureFiles(t)
	var ids []string
	for _, k := range knownIssues {
		for _, run := range k.runs {
			for n := run[0]; n <= run[1]; n++ {
				ids = append(ids, fmt.Sprintf("%s-%03d", k.family, n))
			}
		}
	}
	require.Empty(t, missing(files, ids))
}

func TestWhatTheFirstDocumentsSayIsSaidInBothLanguages(t *testing.T) {
	texts := readableTexts(t)
	for _, d := range statements {
		for i, s := range d.says {
			t.Run(fmt.Sprintf("%s/%d %s", d.document, i+1, s.says), func(t *testing.T) {
				requireSaid(t, texts, s.ids, "en", s.en)
				requireSaid(t, texts, s.ids, "ja", cmp.Or(s.ja, s.en))
			})
		}
	}
}

// requireSaid asks for the word in the texts of one of the ids.
func requireSaid(t *testing.T, texts map[string]map[string]string, ids, lang, word string) {
	t.Helper()
	said := false
	for _, id := range strings.Fields(ids) {
		require.Contains(t, texts, id)
		said = said || strings.Contains(strings.ToLower(texts[id][lang]), strings.ToLower(word))
	}
	require.True(t, said, "%s: none of %s says %q", lang, ids, word)
}

// readableTexts returns what a user reads of every signature and check list, by
// id and language.
func readableTexts(t *testing.T) map[string]map[string]string {
	t.Helper()
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	out := map[string]map[string]string{}
	add := func(id string, texts ...finding.Text) {
		if out[id] == nil {
			out[id] = map[string]string{}
		}
		for _, text := range texts {
			out[id]["en"] += text.En + "\n"
			out[id]["ja"] += text.Ja + "\n"
		}
	}
	for _, s := range lib.Signatures {
		add(s.ID, s.Title, s.Cause)
		for _, step := range s.Steps {
			add(s.ID, finding.Text{En: step.En, Ja: step.Ja}, finding.Text{En: step.Run, Ja: step.Run})
		}
		for _, text := range []*finding.Text{s.Confirm, s.Rollback, s.NotThis} {
			if text != nil {
				add(s.ID, *text)
			}
		}
	}
	for _, c := range lib.Checks {
		for _, step := range c.Steps {
			add(c.ID, step.Title, step.How, finding.Text{En: step.Run, Ja: step.Run})
		}
	}
	return out
}

func TestEveryCodeHasBothMeaningsAndPointsToSignaturesThatExist(t *testing.T) {
	files := signatureFiles(t)
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	require.Greater(t, len(lib.Codes), 400)
	seen := map[string]bool{}
	for _, c := range lib.Codes {
		key := fmt.Sprintf("%s %d", c.Family, c.Number)
		require.False(t, seen[key], "%s stands twice", key)
		seen[key] = true
		require.NotEmpty(t, c.Name, key)
		require.True(t, c.Meaning.En != "" && isLatin(c.Meaning.En), "%s: English meaning %q", key, c.Meaning.En)
		require.True(t, c.Meaning.Ja != "" && !isLatin(c.Meaning.Ja), "%s: Japanese meaning %q", key, c.Meaning.Ja)
		require.Empty(t, missing(files, strings.Fields(c.PointsTo)), key)
	}
}

// missing returns the ids without a signature.
func missing(files map[string]string, ids []string) []string {
	var out []string
	for _, id := range ids {
		if files[id] == "" {
			out = append(out, id)
		}
	}
	return out
}

func isLatin(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 0x2fff })
}

// signatureFiles returns the text of every signature by its id.
func signatureFiles(t *testing.T) map[string]string {
	t.Helper()
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	files := map[string]string{}
	for _, s := range lib.Signatures {
		data, err := fs.ReadFile(signatures.Builtin(), s.File)
		require.NoError(t, err)
		files[s.ID] = string(data)
	}
	return files
}
