package signatures

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"hybriddiag/finding"
)

// asked says which method of a judge was called.
type asked struct{}

func (asked) Event(*EventQuery) string             { return "event" }
func (asked) Setting(*SettingQuery) string         { return "setting" }
func (asked) Certificate(*CertificateQuery) string { return "certificate" }
func (asked) Product(*ProductQuery) string         { return "product" }
func (asked) Judged(*JudgedQuery) string           { return "judged" }
func (asked) Source(*SourceQuery) string           { return "source" }
func (asked) Finding(*FindingQuery) string         { return "finding" }
func (asked) Correlation(*CorrelationQuery) string { return "correlation" }

func TestEveryKindHasItsJudge(t *testing.T) {
	for i, q := range Queries() {
		require.Equal(t, Kinds()[i], q.Kind())
		want := string(q.Kind())
		if want == "log" || want == "tls" {
			want = "event"
		}
		require.Equal(t, want, Ask(q, Judge[string](asked{})))
	}
}

// fill gives a value to a field of a query.
func fill(t *testing.T, v reflect.Value) {
	t.Helper()
	switch p := v.Addr().Interface().(type) {
	case *Kind: // the first part of every canonical text
	case *[]FieldTest:
		*p = []FieldTest{{Field: "F", Op: OpContains, Values: []string{"v"}}}
	case *VersionRange:
		*p = VersionRange{{">=", "1.2"}}
	case *time.Time:
		*p = time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)
	default:
		switch v.Kind() {
		case reflect.String:
			v.SetString("s")
		case reflect.Bool:
			v.SetBool(true)
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(t, v.Index(0))
		default:
			v.Set(reflect.ValueOf(7).Convert(v.Type()))
		}
	}
}

func TestSelectionsThatAskSomethingElseAreToldApart(t *testing.T) {
	for i, empty := range Queries() {
		typ := reflect.TypeOf(empty).Elem()
		for f := range typ.NumField() {
			if typ.Field(f).Name == "Of" && typ.Field(f).Type == reflect.TypeFor[Kind]() {
				continue
			}
			q := Queries()[i]
			fill(t, reflect.ValueOf(q).Elem().Field(f))
			require.NotEqual(t, string(empty.canonical(nil)), string(q.canonical(nil)), "%s: %s", q.Kind(), typ.Field(f).Name)
		}
	}
}

func TestEveryPartOfASelectionIsDescribedInBothLanguages(t *testing.T) {
	for i, empty := range Queries() {
		typ := reflect.TypeOf(empty).Elem()
		for f := range typ.NumField() {
			q := Queries()[i]
			v := reflect.ValueOf(q).Elem().Field(f)
			if !written(q, v.Addr().Interface()) {
				continue
			}
			fill(t, v)
			got, none := q.Describe(), empty.Describe()
			require.NotEqual(t, none.En, got.En, "%s: %s", q.Kind(), typ.Field(f).Name)
			require.NotEqual(t, none.Ja, got.Ja, "%s: %s", q.Kind(), typ.Field(f).Name)
		}
	}
}

// written reports whether a file can set the part of a query at that address.
func written(q Query, part any) bool {
	m := q.mapping()
	if list, ok := part.(*[]FieldTest); ok {
		return m.tests == list
	}
	return slices.ContainsFunc(slices.Concat(m.keys, m.after), func(w word) bool {
		return reflect.TypeOf(w.to).Kind() == reflect.Pointer && w.to == part
	})
}

func TestEveryOperatorIsDescribedInBothLanguages(t *testing.T) {
	for op := range oldOps {
		require.Contains(t, opTexts, op)
	}
	for _, op := range append(Ops, OpEquals) {
		require.NotEmpty(t, opTexts[op].En, op)
		require.NotEmpty(t, opTexts[op].Ja, op)
	}
}

func TestWordsOfEarlierEditionsAreStillRead(t *testing.T) {
	for name, c := range map[string]struct{ old, now, instead string }{
		"silent":        {"correlation: {type: silent, of: [a], timespan: 1h}", "correlation: {type: absent_after, of: [a], timespan: 1h, to_end: true}", "absent_after with to_end: true"},
		"value_cluster": {"correlation: {type: value_cluster, of: [a], field: X, gte: 3, spread: 10}", "correlation: {type: event_count, of: [a], field: X, gte: 3, spread: 10}", "event_count with field and spread"},
		"gap":           {"correlation: {type: gap, of: [a], timespan: 1h}", "", "absent_after"},
		"bits_all":      {"event: {provider: x, Mask|bits_all: 0xA0}", "", "bits_any|all with a value for each bit"},
		"not_yet_valid": {"certificate: {not_yet_valid: true}", "", "{name.notbefore} into a text, so that the reader can compare"},
		"before":        {"judged: {before: 2026-09-30}", "", "from, and not in the condition"},
	} {
		t.Run(name, func(t *testing.T) {
			old := readSelection(t, c.old)
			require.Len(t, old.old, 1)
			require.Equal(t, OldWord{old.old[0].Line, name, c.instead}, *old.old[0])
			if c.now != "" {
				now := readSelection(t, c.now)
				require.Empty(t, now.old)
				require.Equal(t, now.Query.canonical(nil), old.Query.canonical(nil))
			}
		})
	}
}

func readSelection(t *testing.T, src string) *Selection {
	t.Helper()
	var sels Selections
	require.NoError(t, yaml.Unmarshal([]byte("a: {"+src+"}"), &sels))
	return sels[0]
}

func TestLintNamesAPlaceThatNoEvidenceFills(t *testing.T) {
	sig := &Signature{Select: Selections{readSelection(t, "setting: {key: k}")}}
	l := linter{sig: sig}
	l.fields("cause", pair{"cause", finding.Text{En: "{a.value} {a.Count} {a.hex} {a.path} {a.thumbprint}"}})
	require.Len(t, l.errs, 2)
	require.ErrorContains(t, l.errs[0], "{a.Count} of cause: a setting shows key, name, value, type, hex")
	require.ErrorContains(t, l.errs[1], "{a.thumbprint}")
}

func TestDurationsAreWrittenAsFilesDo(t *testing.T) {
	for _, s := range []string{"90s", "5m", "2h", "7d", "36h", "1m30s"} {
		var d Duration
		require.NoError(t, yaml.Unmarshal([]byte(s), &d))
		want := s
		if s == "90s" {
			want = "1m30s"
		}
		require.Equal(t, want, d.String())
	}
}
