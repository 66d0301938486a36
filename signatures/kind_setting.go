package signatures

import (
	"strings"

	"hybriddiag/finding"
)

// SettingQuery matches settings. With Absent it asks for proof that none of the
// values is there.
//
//	setting: {key: HKLM\…\TLS 1.2\Client, name: Enabled, value: 0}
type SettingQuery struct {
	Keys         []string
	Names        []string    // of values
	Tests        []FieldTest // on value and type
	Absent       bool
	WrittenAfter string // selection: the key was written after its last event
	Elsewhere    bool   // asked of the other computers of the case
}

// Kind implements Query.
func (q *SettingQuery) Kind() Kind { return KindSetting }

// Asks implements Query.
func (q *SettingQuery) Asks() Asks { return AsksState }

// Needs implements Query.
func (q *SettingQuery) Needs() []string {
	if q.WrittenAfter == "" {
		return refs(q.Tests)
	}
	return append(refs(q.Tests), q.WrittenAfter)
}

// Shows implements Query.
func (q *SettingQuery) Shows() []string { return []string{"key", "name", "value", "type", "hex"} }

func (q *SettingQuery) mapping() mapping {
	return mapping{
		keys:  []word{{name: "key", to: &q.Keys}, {name: "name", to: &q.Names}},
		tests: &q.Tests, on: []string{"value", "type"},
		after: []word{
			{name: "absent", to: &q.Absent},
			{name: "written_after", to: &q.WrittenAfter},
			{name: "elsewhere", to: &q.Elsewhere},
		},
	}
}

func (q *SettingQuery) canonical(c canon) canon {
	return c.texts(q.Keys).texts(q.Names).tests(q.Tests).flag(q.Absent).text(q.WrittenAfter).flag(q.Elsewhere)
}

func (q *SettingQuery) lint(l *linter, sel *Selection) {
	if len(q.Keys) == 0 {
		l.at(sel.Line, "%s: a setting needs a key", sel.Name)
	}
	for _, k := range q.Keys {
		if strings.HasPrefix(k, "HKEY_") || strings.Contains(k, "ControlSet0") || strings.Contains(k, "/") && strings.HasPrefix(k, "HKLM") {
			l.at(sel.Line, `%s: key %q; write HKLM\… with CurrentControlSet and backslashes`, sel.Name, k)
		}
	}
	if q.Absent && len(q.Tests) > 0 {
		l.at(sel.Line, "%s: absent and a test on the value exclude each other", sel.Name)
	}
}

// Describe implements Query.
func (q *SettingQuery) Describe() finding.Text {
	out := finding.Text{En: "setting ", Ja: "設定 "}
	if q.Absent {
		out = finding.Text{En: "absent setting ", Ja: "存在しない設定 "}
	}
	out = both(out, strings.TrimSpace(quote(q.Keys)+" "+quote(q.Names)))
	out = join(out, describeTests(q.Tests)...)
	if q.WrittenAfter != "" {
		out = join(out, finding.Text{En: "written after the last " + quote([]string{q.WrittenAfter}), Ja: "最後の " + quote([]string{q.WrittenAfter}) + " より後に書き込み"})
	}
	if q.Elsewhere {
		out = join(out, finding.Text{En: "on another server", Ja: "別のサーバー"})
	}
	return out
}
