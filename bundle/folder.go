package bundle

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// folder is one folder on its way through the walk.
type folder struct {
	root, rel string // the input, and the place below it
	display   string
	entries   []fs.DirEntry
	sets      partSets
}

// folder walks one folder below root, sorted by name.
func (w *walker) folder(root, rel, display string) error {
	entries, err := readDir(root, rel)
	if err != nil {
		w.refuse(display, err)
	}
	f := folder{root: root, rel: rel, display: display, entries: entries}
	f.sets = newPartSets(f.regular())
	seen := names{}
	for _, e := range entries {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if !w.countEntry(display) {
			return nil
		}
		name, _ := cleanName(e.Name(), w.limits.Name)
		n := node{path: display + "/" + seen.unique(name), name: name, parent: display}
		if err := w.folderEntry(f, n, e); err != nil {
			return err
		}
	}
	return nil
}

func readDir(root, rel string) ([]fs.DirEntry, error) {
	dir, err := os.OpenInRoot(root, rel)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	entries, err := dir.ReadDir(-1)
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	return entries, err
}

func (w *walker) folderEntry(f folder, n node, e fs.DirEntry) error {
	switch {
	case e.IsDir():
		return w.folder(f.root, filepath.Join(f.rel, e.Name()), n.path)
	case e.Type()&fs.ModeSymlink != 0:
		p := note(CodeLink, n.path)
		return w.emit(n, &p)
	case !e.Type().IsRegular():
		p := note(CodeNotRegular, n.path)
		return w.emit(n, &p)
	}
	return w.sideBySide(n, e.Name(), f.sets, f.open)
}

// regular returns the names of the files.
func (f folder) regular() []string {
	var out []string
	for _, e := range f.entries {
		if e.Type().IsRegular() {
			out = append(out, e.Name())
		}
	}
	return out
}

// open returns the content of a file of the folder.
func (f folder) open(name string) content {
	size := int64(-1)
	i, there := slices.BinarySearchFunc(f.entries, name, func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
	if there {
		if info, err := f.entries[i].Info(); err == nil {
			size = info.Size()
		}
	}
	return diskFile(inRoot(f.root, filepath.Join(f.rel, name)), size)
}
