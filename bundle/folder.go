package bundle

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// folder is one folder on its way through the walk.
type folder struct {
	tree    fs.FS
	rel     string // the place in the tree, "." for its root
	entries []fs.DirEntry
	set     partSets
}

// folder walks one folder of a tree, sorted by name.
func (w *walker) folder(tree fs.FS, rel, display string) error {
	entries, err := fs.ReadDir(tree, rel)
	if err != nil {
		w.refuse(display, err)
	}
	f := folder{tree: tree, rel: rel, entries: entries}
	f.set = newPartSets(f.regular(), f.open)
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

func (w *walker) folderEntry(f folder, n node, e fs.DirEntry) error {
	switch {
	case e.IsDir():
		return w.folder(f.tree, path.Join(f.rel, e.Name()), n.path)
	case e.Type()&fs.ModeSymlink != 0:
		p := note(CodeLink, n.path)
		return w.emit(n, &p)
	case !e.Type().IsRegular():
		p := note(CodeNotRegular, n.path)
		return w.emit(n, &p)
	}
	n.content, n.beside = f.open(e.Name()), f.beside
	return w.part(n, e.Name(), f.set)
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

// beside is a file of the folder by its name, whatever its case.
func (f folder) beside(name string) (content, bool) {
	for _, e := range f.entries {
		if e.Type().IsRegular() && strings.EqualFold(e.Name(), name) {
			return f.open(e.Name()), true
		}
	}
	return content{}, false
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
	return fileIn(f.tree, path.Join(f.rel, name), size)
}
