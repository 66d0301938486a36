package parsers

// HeadSize is how many bytes of a file Detect gets to see.
const HeadSize = 64 << 10

// Head is the beginning of a file, as far as it is needed to tell its format.
type Head struct {
	Name string // path inside the case, with / and !/
	Raw  []byte // the first bytes, up to HeadSize of them
}

// NewHead returns the head of a file of that name, which begins with raw.
func NewHead(raw []byte, name string) *Head {
	return &Head{Name: name, Raw: raw[:min(len(raw), HeadSize)]}
}
