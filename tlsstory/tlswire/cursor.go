package tlswire

// cursor takes big-endian fields off the front of a message. After the first
// field that does not fit, short is true and every later field is zero.
type cursor struct {
	b     []byte
	short bool
}

// bytes takes n bytes, or what is left when there are fewer.
func (c *cursor) bytes(n int) []byte {
	if n > len(c.b) {
		c.short = true
		n = len(c.b)
	}
	got := c.b[:n]
	c.b = c.b[n:]
	return got
}

// uint takes a number of n bytes.
func (c *cursor) uint(n int) int {
	if n > len(c.b) {
		c.short = true
		c.b = nil
		return 0
	}
	v := 0
	for _, b := range c.bytes(n) {
		v = v<<8 | int(b)
	}
	return v
}

// vector takes a length of n bytes and that many bytes after it.
func (c *cursor) vector(n int) cursor {
	size := c.uint(n)
	body := c.bytes(size)
	return cursor{b: body, short: c.short}
}

func (c *cursor) empty() bool { return len(c.b) == 0 }
