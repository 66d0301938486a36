package bundle

import (
	"hash"
	"hash/crc32"
	"io"

	"hybriddiag/bundle/internal/zipcrypt"
	"hybriddiag/bundle/internal/zipdir"
	"hybriddiag/evidence"
)

// zipFile opens the entries of one zip.
type zipFile struct {
	walker *walker
	node   node
	keys   *keyring
	lock   lock
}

// entry returns the content of an entry, or why it cannot be read.
func (z *zipFile) entry(path string, e *zipdir.Entry) (content, *Problem) {
	c := content{size: claimedSize(e)}
	refuse := func(p Problem) (content, *Problem) { return c, &p }
	switch {
	case e.SameAs >= 0:
		return refuse(note(CodeOverlap, path))
	case e.Data == 0:
		return refuse(lost(CodeEntryLost, path))
	case e.Flags&zipdir.FlagStrong != 0:
		return refuse(lost(CodeMethod+"/encryption", path))
	}
	m := methodOf(e)
	if m.open == nil {
		return refuse(lost(CodeMethod, path, "method", evidence.Word(m.name)))
	}
	data := zipData{walker: z.walker, at: z.node.content.at, entry: *e, method: m}
	if e.Flags&zipdir.FlagEncrypted != 0 {
		password, p := z.keys.unlock(path, data, &z.lock)
		if p != nil {
			return refuse(*p)
		}
		data.password = password
	} else if e.Method == methodStore {
		c = section(data.at, e.Data, data.length())
	}
	c.open = data.open
	return c, nil
}

// claimedSize returns the size the headers state, -1 if they state none or one
// that no compression reaches.
func claimedSize(e *zipdir.Entry) int64 {
	const deflateRatio = 1032
	if !e.HasSizes || e.Size > 1<<62 || e.Method == methodDeflate && e.Size > uint64(e.Limit-e.Data)*deflateRatio {
		return -1
	}
	return int64(e.Size)
}

// zipData opens one entry: section → decryption → decompression → checksum.
type zipData struct {
	walker   *walker
	at       func() (readerAt, error)
	entry    zipdir.Entry
	method   method
	password []byte
}

// length returns how many bytes may be read for the entry. Deflate knows its
// own end, so that a wrong size in the headers does not matter.
func (d zipData) length() int64 {
	room := d.entry.Limit - d.entry.Data
	own := d.method.ownEnd && d.entry.Method != methodAES
	if own || !d.entry.HasSizes || d.entry.Compressed > uint64(room) {
		return room
	}
	return int64(d.entry.Compressed)
}

func (d zipData) open() (io.ReadCloser, error) {
	file, err := d.at()
	if err != nil {
		return nil, err
	}
	raw := readCloser{io.NewSectionReader(file, d.entry.Data, d.length()), file}
	return d.walker.newFed(raw, d.plain)
}

func (d zipData) plain(raw io.Reader) (io.Reader, error) {
	e := &d.entry
	if e.Flags&zipdir.FlagEncrypted != 0 {
		var err error
		if raw, err = d.decrypt(raw); err != nil {
			return nil, err
		}
	}
	r, err := d.method.open(raw, e)
	if err != nil {
		return nil, err
	}
	if e.Method == methodAES {
		r = &authenticated{r, raw}
	}
	return &checked{r: r, entry: e, sum: crc32.NewIEEE()}, nil
}

func (d zipData) decrypt(raw io.Reader) (io.Reader, error) {
	e := &d.entry
	if e.Method == methodAES {
		return zipcrypt.NewAES(raw, d.length(), d.password, e.AES.Strength)
	}
	check := byte(e.CRC >> 24)
	if e.Flags&zipdir.FlagDescriptor != 0 {
		check = byte(e.Time >> 8)
	}
	return zipcrypt.NewZipCrypto(raw, d.password, check)
}

// authenticated reads the ciphertext to its end once the plain bytes have
// ended, because the authentication code stands behind it.
type authenticated struct {
	plain, cipher io.Reader
}

func (a *authenticated) Read(p []byte) (int, error) {
	n, err := a.plain.Read(p)
	if err == io.EOF {
		if _, e := io.Copy(io.Discard, a.cipher); e != nil {
			err = e
		}
	}
	return n, err
}

// checked compares size and checksum at the end with what the headers say.
type checked struct {
	r     io.Reader
	entry *zipdir.Entry
	sum   hash.Hash32
	count uint64
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.sum.Write(p[:n])
	c.count += uint64(n)
	if err == io.EOF {
		if p := c.verdict(); p != nil {
			err = p
		}
	}
	return n, err
}

// verdict returns the problem at the end of the data, nil when all is well.
func (c *checked) verdict() *Problem {
	e := c.entry
	if !e.HasSizes {
		return nil
	}
	var p Problem
	sumFits := c.sum.Sum32() == e.CRC || e.Method == methodAES && e.AES.Version == 2
	switch {
	case sumFits && c.count == e.Size:
		return nil
	case sumFits && e.Method != methodAES:
		p = note(CodeEntrySize, "", "found", c.count, "wanted", e.Size)
	case c.count < e.Size && e.Cut:
		p = lost(CodeEntryCut+"/of", "", "size", evidence.Size(c.count), "of", evidence.Size(e.Size))
	default:
		p = lost(CodeChecksum+"/values", "", "found", checksum(c.sum.Sum32()), "wanted", checksum(e.CRC))
	}
	return &p
}
