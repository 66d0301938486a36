package bundle

import (
	"bytes"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"hybriddiag/bundle/internal/zipdir"
	"hybriddiag/evidence"
)

// format is what a file is to this package.
type format int

const (
	plain format = iota // not an archive
	zipArchive
	cabArchive
	sevenZip
	tarArchive
	gzFile
	bz2File
	xzFile
	zstdFile
	rarArchive
	lzhArchive
	wimImage
	splitPart // a later part of an archive cut into several files
)

// headSize is how much of a file detect looks at: a tar header is 512 bytes.
const headSize = 512

var magics = []struct {
	magic  string
	format format
}{
	{"PK\x03\x04", zipArchive},
	{"PK\x05\x06", zipArchive},           // no files in it
	{"PK\x07\x08PK\x03\x04", zipArchive}, // first part of a split archive
	{"PK00PK\x03\x04", zipArchive},       // was to be split, fitted into one part
	{"MSCF\x00\x00\x00\x00", cabArchive},
	{"7z\xBC\xAF\x27\x1C", sevenZip},
	{"\x1F\x8B\x08", gzFile},
	{"\xFD7zXZ\x00", xzFile},
	{"\x28\xB5\x2F\xFD", zstdFile},
	{"Rar!\x1A\x07", rarArchive},
	{"MSWIM\x00\x00\x00", wimImage},
}

// detect judges a file by its first bytes; the name only says where an archive
// may begin later, behind a program or other bytes.
func (w *walker) detect(n *node) (format, error) {
	if n.content.at != nil && n.content.size == 0 {
		return plain, nil
	}
	head, err := readHead(n.content)
	if err != nil {
		return plain, err
	}
	f := detectHead(head)
	switch {
	case f == zipArchive && isPackage(head, n.name):
		return plain, nil
	case f == plain && splitPartName.MatchString(n.name):
		return splitPart, nil
	case f == plain && mayHidePrefix(head, n.name) && endsAsZip(n.content):
		return zipArchive, nil
	}
	return f, nil
}

func detectHead(head []byte) format {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.format
		}
	}
	switch {
	case len(head) >= 10 && bytes.HasPrefix(head, []byte("BZh")) && string(head[4:10]) == "1AY&SY" && !isText(head):
		return bz2File
	case len(head) > 20 && bytes.HasPrefix(head[2:], []byte("-lh")) && head[6] == '-' && !isText(head):
		return lzhArchive
	case isTar(head):
		return tarArchive
	}
	return plain
}

// isText reports whether nothing but text is there, which may begin with a word
// that is the mark of an archive.
func isText(head []byte) bool {
	control := func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\r\n\f\x1b", r) }
	return utf8.Valid(head[:max(len(head)-utf8.UTFMax, min(len(head), 64))]) && !bytes.ContainsFunc(head, control)
}

// readHead returns the first bytes; damage behind them is found later.
func readHead(c content) ([]byte, error) {
	in, err := c.open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(in, head)
	if n == 0 && err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, nil // the Reader will say what is wrong
	}
	return head[:n], nil
}

// isTar checks the sum of the header's bytes, which every tar has, also the
// ones from before "ustar".
func isTar(head []byte) bool {
	if len(head) < 512 || head[0] == 0 {
		return false
	}
	field := strings.Trim(string(head[148:156]), " \x00")
	want, err := strconv.ParseInt(field, 8, 32)
	if err != nil {
		return false
	}
	sum := int64(8 * ' ')
	for i, b := range head {
		if i < 148 || i >= 156 {
			sum += int64(b)
		}
	}
	return sum == want
}

// Documents and packages are zips inside, but the file itself is what the user
// collected.
var (
	packageName  = regexp.MustCompile(`(?i)\.(docx|docm|xlsx|xlsm|pptx|vsdx|odt|ods|odp|jar|nupkg|appx|msix|vsix|epub)$`)
	packageFirst = regexp.MustCompile(`^(\[Content_Types\]\.xml|_rels/\.rels|mimetype|META-INF/)`)
)

func isPackage(head []byte, name string) bool {
	if strings.HasSuffix(strings.ToLower(name), ".zip") {
		return false
	}
	return packageName.MatchString(name) || len(head) > 30 && packageFirst.Match(head[30:])
}

var (
	splitPartName  = regexp.MustCompile(`(?i)\.(z\d\d|(zip|7z|cab|rar|tar|gz|tgz)\.\d{3})$`)
	splitFirstName = regexp.MustCompile(`(?i)\.001$`)
	archiveName    = regexp.MustCompile(`(?i)\.(zip|cab|7z|tar|tgz|gz|bz2|xz|zst|rar|lzh)$`)
)

func namedArchive(name string) bool { return archiveName.MatchString(name) }

func mayHidePrefix(head []byte, name string) bool {
	lower := strings.ToLower(name)
	return strings.HasSuffix(lower, ".zip") || strings.HasSuffix(lower, ".exe") && bytes.HasPrefix(head, []byte("MZ"))
}

// endsAsZip reports whether the file has a zip's index at its end.
func endsAsZip(c content) bool {
	if c.at == nil {
		return false
	}
	r, err := c.at()
	if err != nil {
		return false
	}
	defer r.Close()
	return zipdir.HasIndex(r, c.size)
}

// unsupported returns why an archive of this format is not opened, nil if it is.
func unsupported(f format, n node) *Problem {
	var p Problem
	switch f {
	case rarArchive, lzhArchive, wimImage:
		kind := map[format]evidence.Word{rarArchive: "RAR", lzhArchive: "LZH", wimImage: "WIM"}[f]
		p = lost(CodeArchive, n.path, "format", kind)
	case splitPart:
		p = lost(CodeSplit, n.path)
	default:
		return nil
	}
	return &p
}
