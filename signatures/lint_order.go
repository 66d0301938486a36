package signatures

import (
	"cmp"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// LintOrder reports keys of a table's YAML files that do not stand in the order
// of the reference. A reader of many files finds each thing at one place; a
// user's own few files may have any order.
func LintOrder(fsys fs.FS) []error {
	files, err := tableFiles(fsys)
	if err != nil {
		return []error{err}
	}
	var errs []error
	for _, f := range files {
		part := f.newPart()
		if part == nil {
			continue
		}
		var n yaml.Node
		if err := yaml.Unmarshal(f.data, &n); err != nil {
			errs = append(errs, &Error{f.name, 0, err})
			continue
		}
		o := orderer{file: f.name}
		for _, doc := range n.Content {
			o.walk(doc, reflect.TypeOf(part).Elem())
		}
		errs = append(errs, o.errs...)
	}
	return errs
}

type orderer struct {
	file string
	errs []error
}

// walk compares a node with the type that it is decoded into.
func (o *orderer) walk(n *yaml.Node, t reflect.Type) {
	switch {
	case t == reflect.TypeFor[Selections]():
		o.selections(n)
	case t == reflect.TypeFor[Confidences]():
		o.names(n, confidenceNames)
	case t.Kind() == reflect.Pointer:
		o.walk(n, t.Elem())
	case t.Kind() == reflect.Slice && n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			o.walk(item, t.Elem())
		}
	case t.Kind() == reflect.Map && n.Kind == yaml.MappingNode:
		for i := 1; i < len(n.Content); i += 2 {
			o.walk(n.Content[i], t.Elem())
		}
	case t.Kind() == reflect.Struct && n.Kind == yaml.MappingNode:
		o.fields(n, t)
	}
}

// fields compares a mapping with the fields of a struct and goes on below.
func (o *orderer) fields(n *yaml.Node, t reflect.Type) {
	var names []string
	for i := range t.NumField() {
		f := t.Field(i)
		names = append(names, cmp.Or(f.Tag.Get("yaml"), strings.ToLower(f.Name)))
	}
	o.names(n, names)
	for i := 0; i+1 < len(n.Content); i += 2 {
		if f := slices.Index(names, n.Content[i].Value); f >= 0 {
			o.walk(n.Content[i+1], t.Field(f).Type)
		}
	}
}

func (o *orderer) names(n *yaml.Node, names []string) {
	o.places(n, func(key string) int { return slices.Index(names, key) })
}

// selections compares each query with the words of its kind.
func (o *orderer) selections(n *yaml.Node) {
	for i := 1; i < len(n.Content); i += 2 {
		if body := n.Content[i]; len(body.Content) == 2 {
			if q, ok := newQuery(Kind(body.Content[0].Value)); ok {
				o.places(body.Content[1], q.mapping().place)
			}
		}
	}
}

// places reports the first key of a mapping that stands behind a later one.
func (o *orderer) places(n *yaml.Node, place func(key string) int) {
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 2; i < len(n.Content); i += 2 {
		before, key := n.Content[i-2], n.Content[i]
		if place(key.Value) < place(before.Value) {
			o.errs = append(o.errs, &Error{o.file, key.Line, fmt.Errorf("%s stands before %s", strings.TrimSpace(key.Value), before.Value)})
			return
		}
	}
}
