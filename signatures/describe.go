package signatures

import (
	"fmt"
	"strconv"
	"strings"

	"hybriddiag/finding"
)

// Proof lists what the signature looks at, one line for each selection.
func (s *Signature) Proof(lang string) []string {
	out := make([]string, len(s.Select))
	for i, sel := range s.Select {
		out[i] = fmt.Sprintf("`%s`: %s", sel.Name, sel.Query.Describe().In(lang))
	}
	return out
}

// opTexts say to a reader what a test asks: of which field, with which values.
var opTexts = map[Op]finding.Text{
	OpEquals:     {En: "%s is %s", Ja: "%s が %s"},
	OpNot:        {En: "%s is not %s", Ja: "%s が %s 以外"},
	OpContains:   {En: "%s contains %s", Ja: "%s に %s を含む"},
	OpStartsWith: {En: "%s starts with %s", Ja: "%s が %s で始まる"},
	OpEndsWith:   {En: "%s ends with %s", Ja: "%s が %s で終わる"},
	OpRe:         {En: "%s matches %s", Ja: "%s が正規表現 %s に一致"},
	OpNotRe:      {En: "%s does not match %s", Ja: "%s が正規表現 %s に一致しない"},
	OpGT:         {En: "%s > %s", Ja: "%s > %s"},
	OpGTE:        {En: "%s >= %s", Ja: "%s >= %s"},
	OpLT:         {En: "%s < %s", Ja: "%s < %s"},
	OpLTE:        {En: "%s <= %s", Ja: "%s <= %s"},
	OpBitsAll:    {En: "%s has all bits of %s", Ja: "%s に %s のビットがすべてある"},
	OpBitsAny:    {En: "%s has a bit of %s", Ja: "%s に %s のビットのいずれかがある"},
	OpBitsNone:   {En: "%s has no bit of %s", Ja: "%s に %s のビットが 1 つもない"},
	OpCode:       {En: "%s holds the code %s", Ja: "%s にコード %s がある"},
	OpExists:     {En: "%s exists: %s", Ja: "%s の有無: %s"},
	OpService:    {En: "%s names a service of %s", Ja: "%s に %s のサービス名がある"},
	OpRef:        {En: "%s equals that of %s", Ja: "%s が %s のものと一致"},
	OpDiffers:    {En: "%s differs from that of %s", Ja: "%s が %s のものと異なる"},
}

func describeTests(tests []FieldTest) []finding.Text {
	out := make([]finding.Text, len(tests))
	for i := range tests {
		out[i] = tests[i].Describe()
	}
	return out
}

// Describe says to a reader what the test asks; values stand in backquotes.
func (t *FieldTest) Describe() finding.Text {
	values := quote(t.Values)
	if t.All {
		values = strings.ReplaceAll(values, "`, `", "` + `")
	}
	text := opTexts[t.Op]
	return finding.Text{En: fmt.Sprintf(text.En, t.Field, values), Ja: fmt.Sprintf(text.Ja, t.Field, values)}
}

// quote puts names and values into backquotes.
func quote(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = "`" + strings.ReplaceAll(s, "`", "'") + "`"
	}
	return strings.Join(out, ", ")
}

// both appends what is the same in both languages.
func both(t finding.Text, s string) finding.Text { return finding.Text{En: t.En + s, Ja: t.Ja + s} }

// join appends further parts of a description.
func join(t finding.Text, parts ...finding.Text) finding.Text {
	for _, p := range parts {
		if t != (finding.Text{}) {
			t = both(t, "; ")
		}
		t = finding.Text{En: t.En + p.En, Ja: t.Ja + p.Ja}
	}
	return t
}

func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func commas[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return strings.Join(out, ", ")
}
