package culturetime

import (
	"fmt"
	"regexp"
	"strings"
)

// plainForm rewrites the ways in which people and Windows spell a date into
// digits with separators:
//
//	２０２４／０９／１８ ９：０５        full-width digits
//	2024/09/18(水), Wednesday, …      the day of the week, in brackets or in front
//	令和6年9月18日, R6.9.18, 平成31年    Japanese eras; 元 is the first year
//	24/09/18, 06/09/18                 two digits: the century, or Reiwa below 20
//	September 18, 2024, 18 Sep 2024    the name of the month
//	9時05分03秒, 9 h 05                  a clock in words
//	2567-09-18                         the Buddhist era of Thailand
//	2024. 09. 18. 9:05                 Hungarian and Korean dots
//	18.9.2024 9.05.03                  a Finnish clock
func plainForm(s string) string {
	s = strings.TrimSpace(narrow.Replace(s))
	s = weekdayBehind.ReplaceAllString(s, " ")
	s = weekdayAhead.ReplaceAllString(s, "")
	if m := era.FindStringSubmatch(s); m != nil {
		s = fmt.Sprintf("%d/%s/%s %s", eraYear(m[1], m[2]), m[3], m[4], s[len(m[0]):])
	}
	if m := shortYear.FindStringSubmatch(s); m != nil && number(m[2]) <= 12 {
		s = fmt.Sprintf("%d/%s/%s %s", fullYear(number(m[1])), m[2], m[3], s[len(m[0]):])
	}
	s = namedMonth(s)
	s = dotted.ReplaceAllString(s, "$1/$2/$3 ")
	s = kanjiClock.ReplaceAllStringFunc(s, digitalClock)
	s = dottedClock.ReplaceAllString(s, "$1 $2:$3:$4")
	return s
}

var narrow = strings.NewReplacer(
	"０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"：", ":", "／", "/", "．", ".", "－", "-", "\u3000", " ", "（", "(", "）", ")", "\u200e", "", "\u200f", "",
)

var (
	weekdayBehind = regexp.MustCompile(`\s?(?:\([月火水木金土日]\)|[月火水木金土日]曜日|\((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\))\s?`)
	weekdayAhead  = regexp.MustCompile(`^(?i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s+`)
	era           = regexp.MustCompile(`^(令和|平成|昭和|[RHS])\s?(元|\d{1,2})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})日?`)
	shortYear     = regexp.MustCompile(`^(\d{2})/(\d{2})/(\d{2})\b`)
	dotted        = regexp.MustCompile(`^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.\s`)
	kanjiClock    = regexp.MustCompile(`(\d{1,2})\s?時\s?(\d{1,2})\s?分(?:\s?(\d{1,2})\s?秒)?`)
	dottedClock   = regexp.MustCompile(`^(\d{1,2}\.\d{1,2}\.\d{4})\s+(?:klo\s+)?(\d{1,2})\.(\d{2})\.(\d{2})`)
)

// The year before the first one of an era.
var eras = map[string]int{"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}

func eraYear(name, year string) int {
	if year == "元" {
		return eras[name] + 1
	}
	return eras[name] + number(year)
}

// fullYear completes a year of two digits. Windows with the Japanese calendar
// shows the year of the era, which is below 20 for as long as Reiwa is; a year
// of the century is not, in the data of the products.
func fullYear(year int) int {
	if year < 20 {
		return eras["令和"] + year
	}
	return 2000 + year
}

// buddhist is where the years of the Buddhist era begin that can be meant.
const (
	buddhist       = 2400
	buddhistOffset = 543
)

var (
	months     = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	monthWord  = `(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`
	monthFirst = regexp.MustCompile(`^(?i:` + monthWord + `)\s+(\d{1,2}),?\s+(\d{4})`)
	dayFirst   = regexp.MustCompile(`^(\d{1,2})[\s-]+(?i:` + monthWord + `)[\s,-]+(\d{4})`)
)

// namedMonth rewrites a date with the English name of its month.
func namedMonth(s string) string {
	if m := monthFirst.FindStringSubmatch(s); m != nil {
		return fmt.Sprintf("%s/%d/%s%s", m[3], monthOf(m[1]), m[2], s[len(m[0]):])
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		return fmt.Sprintf("%s/%d/%s%s", m[3], monthOf(m[2]), m[1], s[len(m[0]):])
	}
	return s
}

func monthOf(name string) int {
	for i, m := range months {
		if strings.HasPrefix(strings.ToLower(name), m) {
			return i + 1
		}
	}
	return 0
}

// digitalClock rewrites 9時05分03秒.
func digitalClock(s string) string {
	m := kanjiClock.FindStringSubmatch(s)
	return fmt.Sprintf(" %s:%02d:%02d", m[1], number(m[2]), number(m[3]))
}
