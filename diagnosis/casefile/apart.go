package casefile

import (
	"regexp"
	"slices"
	"strings"

	"hybriddiag/diagnosis/match"
)

// traits are what a computer has only one of: by kind of file and name, the
// values that the files show.
type traits map[string]map[string]bool

func (t traits) add(name, value string) {
	if t[name] == nil {
		t[name] = map[string]bool{}
	}
	t[name][strings.ToLower(value)] = true
}

// contradict reports whether two sets of files cannot be about one computer at
// one time: files of the same kind show the same thing, and nothing of it is
// equal.
func (t traits) contradict(o traits) bool {
	for name, values := range t {
		others := o[name]
		equal := false
		for v := range values {
			equal = equal || others[v]
		}
		if len(others) > 0 && !equal {
			return true
		}
	}
	return false
}

// addFile notes the registry, the computer's own facts, the certificates that
// agents and the computer hold, and the versions of products. Configuration
// files may lie twice on one computer and tell nothing.
func (t traits) addFile(f *File) {
	for i := range f.Facts.Settings {
		s := &f.Facts.Settings[i]
		key := strings.ToLower(s.Key)
		if !strings.HasPrefix(key, `hklm\`) && !strings.HasPrefix(key, `trust\`) && (key != match.HostKey || !slices.Contains(hostFactNames, s.Name)) {
			continue
		}
		value := s.Value
		if s.Absent {
			value = "\x00"
		}
		t.add(f.Format+"\x00"+key+"\x00"+strings.ToLower(s.Name), value)
	}
	for i := range f.Facts.Certificates {
		if c := &f.Facts.Certificates[i]; strings.EqualFold(c.Store, `LocalMachine\My`) {
			t.add(f.Format+"\x00"+c.Store, c.Thumbprint)
		}
	}
	for _, p := range f.Facts.Products {
		if p.Version != "" {
			t.add(f.Format+"\x00"+p.ID, p.Version)
		}
	}
}

// branch is a folder or archive with all files below it.
type branch struct {
	dir    string
	files  []*File
	named  bool // one of its files belongs to a computer by name
	traits traits
}

// productFolder is the name of a folder that a product made: it stands for no
// computer.
var productFolder = regexp.MustCompile(`(?i)^(microsoft|azure|windows|program)\b`)

// maxComputers bounds the folders that are compared with each other.
const maxComputers = 100

// setApart marks the files of nameless folders and archives that contradict a
// folder beside them: they are about different computers, although no name
// tells which. Where the case knows only one computer, that folder has to be
// the one's with the name, and in a folder that itself holds a file of a known
// computer all is that computer's.
func setApart(files []*File, dir string, known int) {
	var branches []*branch
	index := map[string]*branch{}
	for _, f := range files {
		name, _, deeper := strings.Cut(strings.TrimPrefix(f.Path, dir), "/")
		if !deeper {
			if f.Host != "" {
				return
			}
			continue
		}
		b := index[name]
		if b == nil {
			b = &branch{dir: dir + name + "/", traits: traits{}}
			index[name], branches = b, append(branches, b)
		}
		b.files = append(b.files, f)
		b.named = b.named || f.Host != ""
		if !productFolder.MatchString(name) {
			b.traits.addFile(f)
		}
	}
	telling := slices.DeleteFunc(slices.Clone(branches), func(b *branch) bool { return len(b.traits) == 0 })
	if len(telling) > maxComputers {
		telling = nil
	}
	for _, b := range branches {
		if !b.named && slices.ContainsFunc(telling, func(o *branch) bool {
			return o != b && (o.named || known != 1) && b.traits.contradict(o.traits)
		}) {
			for _, f := range b.files {
				f.apart = b.dir
			}
			continue
		}
		setApart(b.files, b.dir, known)
	}
}
