// Package acscan finds which of many texts occur in a text, in one pass over it
// (Aho and Corasick, 1975). ASCII letters are compared without case; all other
// bytes must be equal, so that UTF-8 texts of any language work.
//
// The automaton is a dense table: one row per state, one column per class of
// bytes that the patterns tell apart. Scanning costs one table look-up a byte
// whatever the number of patterns: a cell holds where the next row begins, and in
// its lowest bit whether a pattern ends there.
package acscan

// Set is a compiled set of patterns. It may be used by many goroutines.
type Set struct {
	class  [256]uint16 // byte → column; 0 = in no pattern
	width  int
	next   []int32   // state*width + column → state; after linking → cell
	output [][]int32 // patterns that end in a state
	size   int
}

// Compile builds the automaton. Empty patterns never occur.
func Compile(patterns []string) *Set {
	s := &Set{size: len(patterns), width: 1}
	for _, p := range patterns {
		for i := range len(p) {
			if b := fold(p[i]); s.class[b] == 0 {
				s.class[b] = uint16(s.width)
				s.width++
			}
		}
	}
	for b := 'A'; b <= 'Z'; b++ {
		s.class[b] = s.class[b+'a'-'A']
	}
	states := 1
	for _, p := range patterns {
		states += len(p)
	}
	s.next = make([]int32, 0, states*s.width)
	s.output = make([][]int32, 0, states)
	s.addState()
	for i, p := range patterns {
		s.insert(int32(i), p)
	}
	s.link()
	for at, state := range s.next {
		s.next[at] = int32(int(state)*s.width) << 1
		if len(s.output[state]) > 0 {
			s.next[at] |= 1
		}
	}
	return s
}

func fold(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

func (s *Set) addState() int32 {
	for range s.width {
		s.next = append(s.next, -1)
	}
	s.output = append(s.output, nil)
	return int32(len(s.output) - 1)
}

func (s *Set) insert(id int32, p string) {
	if p == "" {
		return
	}
	state := int32(0)
	for i := range len(p) {
		at := int(state)*s.width + int(s.class[p[i]])
		if s.next[at] < 0 {
			to := s.addState()
			s.next[at] = to
		}
		state = s.next[at]
	}
	s.output[state] = append(s.output[state], id)
}

// link fills the missing transitions with those of the longest proper suffix,
// breadth first.
func (s *Set) link() {
	fail := make([]int32, len(s.output))
	var queue []int32
	for c := range s.width {
		switch to := s.next[c]; {
		case to < 0:
			s.next[c] = 0
		case to > 0:
			queue = append(queue, to)
		}
	}
	for len(queue) > 0 {
		state := queue[0]
		queue = queue[1:]
		s.output[state] = append(s.output[state], s.output[fail[state]]...)
		for c := range s.width {
			at, back := int(state)*s.width+c, s.next[int(fail[state])*s.width+c]
			if to := s.next[at]; to >= 0 {
				fail[to] = back
				queue = append(queue, to)
			} else {
				s.next[at] = back
			}
		}
	}
}

// Search looks through one text after the other, each given in any number of
// pieces. It keeps its working space.
type Search struct {
	Found []int32 // the patterns met in the text, each once

	set  *Set
	cell int32
	seen []bool
}

// Reset begins a new text, which is searched for the patterns of set.
func (s *Search) Reset(set *Set) {
	for _, id := range s.Found {
		s.seen[id] = false
	}
	s.Found, s.set, s.cell = s.Found[:0], set, 0
	if len(s.seen) < set.size {
		s.seen = make([]bool, set.size)
	}
}

// Feed goes on with the next piece of the text.
func (s *Search) Feed(text string) {
	next, class, cell := s.set.next, &s.set.class, s.cell
	for i := range len(text) {
		cell = next[int(cell>>1)+int(class[text[i]])]
		if cell&1 != 0 {
			s.meet(cell)
		}
	}
	s.cell = cell
}

// meet notes the patterns that end in a state.
func (s *Search) meet(cell int32) {
	for _, id := range s.set.output[int(cell>>1)/s.set.width] {
		if !s.seen[id] {
			s.seen[id] = true
			s.Found = append(s.Found, id)
		}
	}
}
