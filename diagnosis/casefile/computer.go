package casefile

import (
	"strings"

	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
)

// Hit is one kept event with the file it came from.
type Hit struct {
	Event *evidence.Event
	Path  string
	Host  string
}

// Near is a near miss of a traced matcher with the file that it came from.
type Near struct {
	match.Near
	Path string
}

// Located is a piece of state with the file it came from.
type Located[T any] struct {
	Value   T
	Path    string
	Against []*Located[T] // what other files say instead
}

// Computer is everything the case shows about one computer.
type Computer struct {
	Host         string // "" where no file names it
	apart        string // the folder of a computer without a name, where there are several
	Events       map[*match.Matcher][]Hit
	Counts       map[*match.Matcher]int
	Nears        map[*match.Matcher]*Near                // of traced matchers only
	Settings     map[string][]*Located[evidence.Setting] // by lower-case key
	Certificates []*Located[evidence.Certificate]
	Products     []*Located[evidence.Product]
	Covered      []evidence.Coverage
	Files        []*File
	Providers    map[string]bool // lower case
	Channels     map[string]bool
}

func newComputer(host string) *Computer {
	return &Computer{
		Host: host, Events: map[*match.Matcher][]Hit{}, Counts: map[*match.Matcher]int{}, Nears: map[*match.Matcher]*Near{},
		Settings: map[string][]*Located[evidence.Setting]{}, Providers: map[string]bool{}, Channels: map[string]bool{},
	}
}

func (x *Computer) addFile(f *File) {
	x.Files = append(x.Files, f)
	for _, s := range f.Facts.Settings {
		key := strings.ToLower(s.Key)
		x.Settings[key] = append(x.Settings[key], &Located[evidence.Setting]{Value: s, Path: f.Path})
	}
	for _, c := range f.Facts.Certificates {
		x.Certificates = append(x.Certificates, &Located[evidence.Certificate]{Value: c, Path: f.Path})
	}
	for _, p := range f.Facts.Products {
		x.Products = append(x.Products, &Located[evidence.Product]{Value: p, Path: f.Path})
	}
	x.Covered = append(x.Covered, f.Facts.Covered...)
	for p := range f.Facts.Providers() {
		x.Providers[strings.ToLower(p)] = true
	}
	for c := range f.Facts.Channels() {
		x.Channels[strings.ToLower(c)] = true
	}
}

// Below reports whether key is root or lies beneath it, without case.
func Below(key, root string) bool {
	return len(key) >= len(root) && strings.EqualFold(key[:len(root)], root) && (len(key) == len(root) || key[len(root)] == '\\' || root == "")
}

// addNear keeps the nearer one of the misses of a matcher.
func (x *Computer) addNear(m *match.Matcher, path string, n *match.Near) {
	if x.Nears[m] == nil {
		x.Nears[m] = &Near{}
	}
	before := x.Nears[m].Event
	if x.Nears[m].Merge(*n); x.Nears[m].Event != before {
		x.Nears[m].Path = path
	}
}

// Bare reports whether the case shows nothing of the computer but its files.
func (x *Computer) Bare() bool {
	return len(x.Events)+len(x.Nears)+len(x.Settings)+len(x.Certificates)+len(x.Products)+len(x.Covered) == 0
}
