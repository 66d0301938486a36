package hive

import (
	"strings"

	"hybriddiag/internal/winfmt"
)

// maxTop is how many keys at the top of a hive are looked at for its name.
const maxTop = 1000

// rootName tells which key the hive was saved from, "" when that stays unknown.
func (w *walker) rootName(root *key, fileName string) string {
	names := map[string]bool{}
	if root.subkeys > 0 {
		left := maxTop
		lister{image: &w.image, lost: func(error) {}, left: &left, visit: func(offset uint32) {
			if k, err := w.image.key(offset); err == nil {
				names[strings.ToLower(k.name)] = true
			}
		}}.list(root.subkeyList, 0)
	}
	if len(names) == 0 {
		w.childrenByParent(root.offset, names)
	}
	switch {
	case names["select"] || names["controlset001"]:
		return `HKLM\SYSTEM`
	case names["microsoft"] && (names["classes"] || names["policies"] || names["wow6432node"] || names["clients"]):
		return `HKLM\SOFTWARE`
	case names["software"] && (names["control panel"] || names["environment"] || names["console"]):
		return `HKCU`
	case len(names) > 0:
		return ""
	}
	return nameHint(strings.ToLower(winfmt.UTF16Z(w.image.base[48:112]) + " " + fileName))
}

// childrenByParent finds the names at the top without the root's list, by the
// keys that call the root their parent.
func (w *walker) childrenByParent(root uint32, names map[string]bool) {
	w.image.eachCell(func(offset uint32) bool {
		if k, err := w.image.key(offset); err == nil && k.parent == root {
			names[strings.ToLower(k.name)] = true
		}
		return len(names) < maxTop && w.ctx.Err() == nil
	})
}

// nameHint asks the file names when the top of the hive cannot be read: the one
// in the base block and the one in the case.
func nameHint(names string) string {
	system, software := strings.Contains(names, "system"), strings.Contains(names, "software")
	switch {
	case software:
		return `HKLM\SOFTWARE` // "…\system32\config\SOFTWARE" holds both words
	case system:
		return `HKLM\SYSTEM`
	}
	return ""
}
