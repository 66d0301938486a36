package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/signatures"
	"hybriddiag/signatures/site"
)

var langs = []string{"en", "ja"}

func load(t *testing.T) *signatures.Library {
	t.Helper()
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	return lib
}

// builtin is the site of the built-in table.
var builtin = sync.OnceValues(func() (site.Files, error) {
	lib, err := signatures.LoadBuiltin()
	if err != nil {
		return nil, err
	}
	return site.Render(lib)
})

func render(t *testing.T) (*signatures.Library, site.Files) {
	t.Helper()
	files, err := builtin()
	require.NoError(t, err)
	return load(t), files
}

func TestEveryIssueHasAPageInBothLanguages(t *testing.T) {
	lib, files := render(t)
	for _, s := range lib.Signatures {
		for _, lang := range langs {
			page := html.UnescapeString(string(files[lang+"/"+s.ID+".html"]))
			require.Contains(t, page, `<html lang="`+lang+`">`, s.ID)
			require.Contains(t, page, signatures.Plain(s.Title.In(lang))+"</h1>", s.ID)
			require.Contains(t, page, signatures.Plain(s.Cause.In(lang)), s.ID)
			require.NotRegexp(t, `\{[a-z_0-9]+\.[A-Za-z]`, withoutCommands(page), "%s shows an open place", s.ID)
		}
	}
}

// withoutCommands removes what is shown as it stands: commands and patterns.
func withoutCommands(page string) string {
	return regexp.MustCompile(`(?s)<(pre|code)[^>]*>.*?</(pre|code)>`).ReplaceAllString(page, "")
}

func TestAPageDescribesEverySelection(t *testing.T) {
	lib, files := render(t)
	for _, s := range lib.Signatures {
		for _, sel := range s.Select {
			require.Contains(t, string(files["en/"+s.ID+".html"]), "<code>"+sel.Name+"</code>: ", s.ID)
		}
	}
}

var reference = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

func TestEveryLinkInsideTheSiteLeadsSomewhere(t *testing.T) {
	_, files := render(t)
	for name, content := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, m := range reference.FindAllStringSubmatch(string(content), -1) {
			target, anchor, _ := strings.Cut(html.UnescapeString(m[1]), "#")
			if strings.Contains(target, "://") {
				continue
			}
			file := name
			if target != "" {
				file = path.Join(path.Dir(name), target)
			}
			content, exists := files[file]
			if !exists || anchor != "" && !bytes.Contains(content, []byte(`id="`+html.EscapeString(anchor)+`"`)) {
				t.Errorf("%s links to %q", name, m[1])
			}
		}
	}
}

func TestEveryPageIsReachedByLinksWithoutScripts(t *testing.T) {
	_, files := render(t)
	seen := map[string]bool{}
	var walk func(name string)
	walk = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		for _, m := range regexp.MustCompile(`<a [^>]*href="([^"#]*)`).FindAllStringSubmatch(string(files[name]), -1) {
			if m[1] != "" && !strings.Contains(m[1], "://") {
				walk(path.Join(path.Dir(name), m[1]))
			}
		}
	}
	walk("index.html")
	for name := range files {
		require.True(t, seen[name] || path.Ext(name) != ".html", name)
	}
}

// resource is what a browser loads by itself.
var resource = regexp.MustCompile(`(?i)(?:<(?:script|link|img|iframe|source|object|embed|form)\b[^>]*(?:src|href|data|action)\s*=\s*"?|@import|url\()[^">\s]*`)

func TestNothingIsLoadedFromElsewhere(t *testing.T) {
	_, files := render(t)
	loads := 0
	for name, content := range files {
		for _, m := range resource.FindAllString(string(content), -1) {
			loads++
			require.NotContains(t, m, "//", name)
		}
		if name == "search.js" {
			require.NotRegexp(t, `fetch|XMLHttpRequest|import|innerHTML`, string(content))
		}
	}
	require.Positive(t, loads, "pages load their style")
}

func TestTheSameTableGivesTheSameBytes(t *testing.T) {
	lib, first := render(t)
	second, err := site.Render(lib)
	require.NoError(t, err)
	require.Equal(t, first, second)
}

type entry struct {
	URL, Name, En, Ja, Text string
	Exact                   []string
}

// searchEntries reads the index as a browser does.
func searchEntries(t *testing.T, files site.Files) map[string]entry {
	t.Helper()
	data, found := strings.CutPrefix(string(files[site.SearchIndex]), "const searchIndex = ")
	require.True(t, found)
	data = strings.TrimSuffix(data, ",\n];\n") + "]"
	var list []entry
	require.NoError(t, json.Unmarshal([]byte(data), &list))
	out := map[string]entry{}
	for _, e := range list {
		out[e.URL] = e
	}
	require.Len(t, out, len(list), "no page twice")
	return out
}

func TestTheSearchFindsEveryIssueByWhatItLooksAt(t *testing.T) {
	lib, files := render(t)
	entries := searchEntries(t, files)
	for _, s := range lib.Signatures {
		e := entries[s.ID+".html"]
		require.Equal(t, s.ID, e.Name)
		require.Equal(t, signatures.Plain(s.Title.Ja), e.Ja)
		require.Contains(t, e.Text, signatures.Plain(s.Cause.En))
		for _, sel := range s.Select {
			q, ok := sel.Query.(*signatures.EventQuery)
			if !ok {
				continue
			}
			for _, id := range q.IDs {
				require.Contains(t, e.Exact, fmt.Sprint(id), s.ID)
			}
			for _, name := range slices.Concat(q.Providers, q.Channels) {
				require.Contains(t, e.Text, name, s.ID)
			}
		}
	}
}

func TestTheSearchFindsEveryErrorCodeInEveryNotation(t *testing.T) {
	lib, files := render(t)
	byName := map[string]entry{}
	for _, e := range searchEntries(t, files) {
		if strings.HasPrefix(e.URL, "codes.html#") {
			byName[e.URL+" "+e.Name] = e
		}
	}
	for _, c := range lib.Codes {
		found := false
		for _, e := range byName {
			found = found || e.Name == c.Name && e.En == c.Meaning.En && slices.Contains(e.Exact, fmt.Sprint(c.Number)) &&
				slices.Contains(e.Exact, fmt.Sprintf("0x%x", c.Number))
		}
		require.True(t, found, "%s %s", c.Family, c.Name)
	}
}

func TestACodeLeadsToTheIssuesItPointsTo(t *testing.T) {
	lib, files := render(t)
	page := string(files["en/codes.html"])
	for _, c := range lib.Codes {
		for _, id := range strings.Fields(c.PointsTo) {
			row := regexp.MustCompile(`<tr id="` + regexp.QuoteMeta(strings.ToLower(c.Family)) + `-[^\n]*<td>` + regexp.QuoteMeta(html.EscapeString(c.Name)) + `</td>[^\n]*` + id + `</a>`)
			require.Regexp(t, row, page)
		}
	}
}

func TestTextOfASignatureIsNoMarkup(t *testing.T) {
	lib := load(t)
	hostile := *lib.Signatures[0]
	hostile.Title.En = `<script>alert(1)</script> {x.y|"</script>"}`
	files, err := site.Render(&signatures.Library{Signatures: []*signatures.Signature{&hostile}})
	require.NoError(t, err)
	for name, content := range files {
		require.NotContains(t, string(content), "<script>alert", name)
	}
}
