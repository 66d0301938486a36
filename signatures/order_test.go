package signatures_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"hybriddiag/signatures"
)

func TestKeysOfTheBuiltinTableStandInOneOrder(t *testing.T) {
	for _, err := range signatures.LintOrder(signatures.Builtin()) {
		t.Error(err)
	}
}

func TestLintOrderNamesTheKeyThatStandsTooLate(t *testing.T) {
	for name, c := range map[string]struct{ file, yaml, want string }{
		"of a signature":     {"a/A.yaml", "id: A\nlayer: 0\nmark: S\n", "a/A.yaml:3: mark stands before layer"},
		"of a selection":     {"a/A.yaml", "select:\n  a: {event: {id: 1, provider: x}}\n", "a/A.yaml:2: provider stands before id"},
		"a test of a field":  {"a/A.yaml", "select:\n  a: {setting: {key: k, absent: true, value: 0}}\n", "value stands before absent"},
		"of an edge":         {"a/A.yaml", "explained_by:\n  - {within: 5m, ids: [B]}\n", "a/A.yaml:2: ids stands before within"},
		"of confidence":      {"a/A.yaml", "confidence: {possible: a, confirmed: b}\n", "confirmed stands before possible"},
		"of a text":          {"a/A.yaml", "title: {ja: a, en: b}\n", "en stands before ja"},
		"of a check":         {"checks/a.yaml", "steps:\n  - {passed: a, failed: b}\n", "failed stands before passed"},
		"of what to collect": {"collect.yaml", "- {kind: registry, id: a}\n", "collect.yaml:1: id stands before kind"},
	} {
		t.Run(name, func(t *testing.T) {
			errs := signatures.LintOrder(fstest.MapFS{c.file: {Data: []byte(c.yaml)}})
			require.Len(t, errs, 1)
			require.ErrorContains(t, errs[0], c.want)
		})
	}
}
