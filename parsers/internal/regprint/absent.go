package regprint

import (
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/regpath"
)

// query is what a reg query command asked for.
type query struct {
	key, raw string
	named    bool // a value was asked for, and name is its name
	name     string
}

var (
	promptLine = regexp.MustCompile(`^(?:\[[^\]]{1,80}\]: )?(?:PS [^>]{0,200}|[A-Za-z]:\\[^<>|"?*]{0,200})>\s*(.*)$`)
	command    = regexp.MustCompile(`(?i)^(?:& ?)?"?(?:[a-z]:\\[^">|]{1,60}\\)?reg(?:\.exe)?"? +query +(?:"([^"]+)"|'([^']+)'|(\S.*?))((?: +/\S.*)?)$`)
	valueName  = regexp.MustCompile(`(?i) /v +(?:"([^"]+)"|'([^']+)'|(\S+))`)
	defaultOne = regexp.MustCompile(`(?i) /ve\b`)
	// otherAim are switches that search, or that look at another view.
	otherAim = regexp.MustCompile(`(?i) /(?:f|t|k|d|reg:)`)
	redirect = regexp.MustCompile(`\s*\d?>{1,2}\s*(?:&\d|\S+)`)
	notFound = regexp.MustCompile(`ERROR: The system was unable to find the specified registry key or value|エラー: 指定されたレジストリ ?キーまたは値が見つかりません`)
)

// question takes a line with a prompt, or with the command alone.
func (r *Reader) question(text string) bool {
	line := text
	m := promptLine.FindStringSubmatch(text)
	if m != nil {
		line = m[1]
		r.asked, r.key = nil, ""
	}
	if q := r.parse(strings.TrimSpace(line)); q != nil {
		r.asked, r.key = q, ""
		return true
	}
	return m != nil
}

// parse reads a command; nil when it is none, or one whose failure proves
// nothing about a wanted key of this computer.
func (r *Reader) parse(line string) *query {
	m := command.FindStringSubmatch(redirect.ReplaceAllString(line, ""))
	if m == nil || strings.ContainsAny(m[1]+m[3]+m[4], "$%") || strings.ContainsAny(m[3]+m[4], "|;&") || otherAim.MatchString(m[4]) {
		return nil
	}
	raw := strings.TrimRight(m[1]+m[2]+m[3], `\ `)
	q := r.query(raw)
	if q == nil {
		return nil
	}
	if v := valueName.FindStringSubmatch(m[4]); v != nil {
		q.named, q.name = true, v[1]+v[2]+v[3]
	} else if defaultOne.MatchString(m[4]) {
		q.named = true
	}
	return q
}

// query begins a question about a key, nil when neither the key nor one below it
// is wanted.
func (r *Reader) query(raw string) *query {
	key, ok := regpath.Normalize(strings.TrimRight(raw, `\`))
	if !ok || r.state.Wants([]byte(key)) == parsers.Unwanted {
		return nil
	}
	return &query{key: key, raw: raw}
}

// failure takes the error of a command.
func (r *Reader) failure(number int, text string) bool {
	if !notFound.MatchString(text) {
		return false
	}
	if q := r.asked; q != nil {
		r.absent(q, number)
	}
	r.asked = nil
	return true
}

var (
	noPath     = regexp.MustCompile(`Cannot find path '(HKLM:\\[^']+|[^']*Registry::[^']+)' because it does not exist|パス '(HKLM:\\[^']+|[^']*Registry::[^']+)' が存在しないため検出できません`)
	noProperty = regexp.MustCompile(`Property (\S+) does not exist at path (HKEY_[^\n]+?)\.(?:\n|$)|プロパティ (\S+) はパス (HKEY_[^\n]+?) に存在しません`)
)

// Failures reads the errors of PowerShell, which name the key themselves, out of
// a text whose sentences are whole. Number is its first line.
func (r *Reader) Failures(number int, text string) {
	for _, m := range noPath.FindAllStringSubmatch(text, -1) {
		if q := r.query(m[1] + m[2]); q != nil {
			r.absent(q, number)
		}
	}
	for _, m := range noProperty.FindAllStringSubmatch(text, -1) {
		if q := r.query(m[2] + m[4]); q != nil {
			q.named, q.name = true, m[1]+m[3]
			r.absent(q, number)
		}
	}
}

// absent sends that a value, or a key with everything below it, is not there.
func (r *Reader) absent(q *query, number int) {
	r.result.Records++
	at := evidence.Locator{RegistryKey: q.raw, Line: number}
	if q.named {
		r.state.Add(evidence.Setting{Key: q.key, Name: q.name, Absent: true, Locator: at})
		return
	}
	r.out.Coverage(evidence.Coverage{Kind: evidence.CoversRegistry, Root: q.key})
}
