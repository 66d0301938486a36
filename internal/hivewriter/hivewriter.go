// Package hivewriter makes registry hives (the files that `reg save` writes)
// for samples and tests. The layout is described in parsers/hive; what this
// package writes is read by Windows' own offline tools' peers (hivex, libregf).
package hivewriter

import (
	"encoding/binary"
	"slices"
	"strings"
	"time"

	"hybriddiag/internal/winfmt"
)

// Key is one key with all below it.
type Key struct {
	Name      string
	LastWrite time.Time
	Values    []Value
	Keys      []*Key
}

// Value is one value; Data is as the registry holds it.
type Value struct {
	Name string
	Type uint32
	Data []byte
}

// Dword returns a REG_DWORD.
func Dword(name string, n uint32) Value {
	return Value{Name: name, Type: 4, Data: binary.LittleEndian.AppendUint32(nil, n)}
}

// Text returns a REG_SZ.
func Text(name, text string) Value {
	return Value{Name: name, Type: 1, Data: append(winfmt.AppendUTF16LE(nil, text), 0, 0)}
}

// Sub returns the key at that path below k, and makes what is missing of it.
func (k *Key) Sub(path string) *Key {
	for name := range strings.SplitSeq(path, `\`) {
		i := slices.IndexFunc(k.Keys, func(c *Key) bool { return strings.EqualFold(c.Name, name) })
		if i < 0 {
			k.Keys = append(k.Keys, &Key{Name: name, LastWrite: k.LastWrite})
			i = len(k.Keys) - 1
		}
		k = k.Keys[i]
	}
	return k
}

// Set adds values to the key and returns it.
func (k *Key) Set(values ...Value) *Key {
	k.Values = append(k.Values, values...)
	return k
}

const (
	baseSize   = 4096
	binHeader  = 32
	noCell     = 0xFFFFFFFF
	bigData    = 16344 // the longest data that one cell may hold
	inlineFlag = 0x80000000
)

// Layout chooses how the writer stores lists of subkeys.
type Layout struct {
	List  string // "lf", "lh" or "li"; "" is "lh"
	Split int    // more subkeys than this are spread over lists below an "ri"; 0 is 500
}

// Build returns the hive whose root is k.
func Build(k *Key, layout Layout) []byte {
	if layout.List == "" {
		layout.List = "lh"
	}
	if layout.Split == 0 {
		layout.Split = 500
	}
	w := &writer{layout: layout, data: make([]byte, binHeader)}
	root := w.key(k, noCell, true)
	return w.finish(root)
}

// writer gathers the cells of one large bin.
type writer struct {
	layout Layout
	data   []byte // the bin, header included
}

// cell stores a cell and returns its offset.
func (w *writer) cell(body []byte) uint32 {
	at := len(w.data)
	size := (4 + len(body) + 7) &^ 7
	w.data = binary.LittleEndian.AppendUint32(w.data, uint32(-int32(size)))
	w.data = append(w.data, body...)
	w.data = append(w.data, make([]byte, size-4-len(body))...)
	return uint32(at)
}

// key stores a key, its values and all below it.
func (w *writer) key(k *Key, parent uint32, root bool) uint32 {
	name, ascii := keyName(k.Name)
	nk := make([]byte, 76, 76+len(name))
	copy(nk, "nk")
	flags := uint16(0)
	if ascii {
		flags |= 0x20
	}
	if root {
		flags |= 0x0C
	}
	le := binary.LittleEndian
	le.PutUint16(nk[2:], flags)
	le.PutUint64(nk[4:], winfmt.ToFileTime(k.LastWrite))
	le.PutUint32(nk[16:], parent)
	for _, at := range []int{28, 32, 40, 44, 48} {
		le.PutUint32(nk[at:], noCell)
	}
	le.PutUint16(nk[72:], uint16(len(name)))
	at := w.cell(append(nk, name...))

	var keys []uint32
	sorted := slices.SortedFunc(slices.Values(k.Keys), func(a, b *Key) int {
		return strings.Compare(strings.ToUpper(a.Name), strings.ToUpper(b.Name))
	})
	for _, sub := range sorted {
		keys = append(keys, w.key(sub, at, false))
	}
	var values []byte
	for _, v := range k.Values {
		values = le.AppendUint32(values, w.value(v))
	}
	w.put(at, 20, uint32(len(keys)))
	w.put(at, 36, uint32(len(k.Values)))
	if len(keys) > 0 {
		w.put(at, 28, w.list(sorted, keys))
	}
	if len(values) > 0 {
		w.put(at, 40, w.cell(values))
	}
	return at
}

// put writes a number into a cell that is there already.
func (w *writer) put(cell uint32, at int, n uint32) {
	binary.LittleEndian.PutUint32(w.data[int(cell)+4+at:], n)
}

// list stores a list of subkeys.
func (w *writer) list(keys []*Key, offsets []uint32) uint32 {
	if len(offsets) <= w.layout.Split {
		return w.leaf(keys, offsets)
	}
	var leaves []byte
	count := 0
	for i := 0; i < len(offsets); i += w.layout.Split {
		end := min(i+w.layout.Split, len(offsets))
		leaves = binary.LittleEndian.AppendUint32(leaves, w.leaf(keys[i:end], offsets[i:end]))
		count++
	}
	return w.cell(append(listHeader("ri", count), leaves...))
}

func (w *writer) leaf(keys []*Key, offsets []uint32) uint32 {
	body := listHeader(w.layout.List, len(offsets))
	for i, at := range offsets {
		body = binary.LittleEndian.AppendUint32(body, at)
		switch w.layout.List {
		case "lf":
			body = append(body, (keys[i].Name + "\x00\x00\x00\x00")[:4]...)
		case "lh":
			body = binary.LittleEndian.AppendUint32(body, nameHash(keys[i].Name))
		}
	}
	return w.cell(body)
}

func listHeader(signature string, count int) []byte {
	return binary.LittleEndian.AppendUint16([]byte(signature), uint16(count))
}

// nameHash is the hash of an "lh" list.
func nameHash(name string) (h uint32) {
	for _, c := range strings.ToUpper(name) {
		h = h*37 + uint32(c)
	}
	return h
}

// value stores a value; up to four bytes of data lie in the value itself.
func (w *writer) value(v Value) uint32 {
	name, ascii := keyName(v.Name)
	vk := make([]byte, 20, 20+len(name))
	copy(vk, "vk")
	le := binary.LittleEndian
	le.PutUint16(vk[2:], uint16(len(name)))
	le.PutUint32(vk[4:], uint32(len(v.Data)))
	switch {
	case len(v.Data) <= 4:
		le.PutUint32(vk[4:], uint32(len(v.Data))|inlineFlag)
		copy(vk[8:12], v.Data)
	case len(v.Data) <= bigData:
		le.PutUint32(vk[8:], w.cell(v.Data))
	default:
		le.PutUint32(vk[8:], w.big(v.Data))
	}
	le.PutUint32(vk[12:], v.Type)
	if ascii && v.Name != "" {
		le.PutUint16(vk[16:], 1)
	}
	return w.cell(append(vk, name...))
}

// big stores data in several cells.
func (w *writer) big(data []byte) uint32 {
	var segments []byte
	count := 0
	for part := range slices.Chunk(data, bigData) {
		segments = binary.LittleEndian.AppendUint32(segments, w.cell(append(slices.Clone(part), 0, 0, 0, 0)))
		count++
	}
	db := listHeader("db", count)
	return w.cell(append(binary.LittleEndian.AppendUint32(db, w.cell(segments)), 0, 0, 0, 0))
}

// keyName returns the stored form of a name: one byte a character if that is
// possible, else UTF-16LE.
func keyName(name string) (stored []byte, ascii bool) {
	for _, c := range name {
		if c > 0x7F {
			return winfmt.AppendUTF16LE(nil, name), false
		}
	}
	return []byte(name), true
}

// finish pads the bin and puts the base block in front.
func (w *writer) finish(root uint32) []byte {
	le := binary.LittleEndian
	if free := -len(w.data) & 0xFFF; free >= 8 {
		at := len(w.data)
		w.data = append(w.data, make([]byte, free)...)
		le.PutUint32(w.data[at:], uint32(free))
	} else {
		w.data = append(w.data, make([]byte, free+0x1000)...)
		le.PutUint32(w.data[len(w.data)-free-0x1000:], uint32(free+0x1000))
	}
	copy(w.data, "hbin")
	le.PutUint32(w.data[8:], uint32(len(w.data)))

	base := make([]byte, baseSize)
	copy(base, "regf")
	le.PutUint32(base[4:], 1)
	le.PutUint32(base[8:], 1)
	le.PutUint32(base[20:], 1)
	le.PutUint32(base[24:], 5)
	le.PutUint32(base[32:], 1)
	le.PutUint32(base[36:], root)
	le.PutUint32(base[40:], uint32(len(w.data)))
	le.PutUint32(base[44:], 1)
	le.PutUint32(base[508:], Checksum(base))
	return append(base, w.data...)
}

// Checksum is the checksum of a base block: the XOR of its first 127 words.
func Checksum(base []byte) uint32 {
	var sum uint32
	for i := 0; i < 508; i += 4 {
		sum ^= binary.LittleEndian.Uint32(base[i:])
	}
	switch sum {
	case 0:
		return 1
	case 0xFFFFFFFF:
		return 0xFFFFFFFE
	}
	return sum
}
