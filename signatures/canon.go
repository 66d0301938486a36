package signatures

import "strconv"

// canon grows a canonical text. Every part stands behind its length, so that no
// two lists give the same text.
type canon []byte

func (c canon) text(s string) canon {
	c = append(strconv.AppendInt(c, int64(len(s)), 10), ':')
	return append(c, s...)
}

func (c canon) texts(list []string) canon {
	c = append(strconv.AppendInt(c, int64(len(list)), 10), '[')
	for _, s := range list {
		c = c.text(s)
	}
	return c
}

func (c canon) tests(list []FieldTest) canon {
	c = append(strconv.AppendInt(c, int64(len(list)), 10), '{')
	for _, t := range list {
		c = c.text(t.Field).text(string(t.Op)).texts(t.Values).flag(t.All)
	}
	return c
}

func (c canon) flag(b bool) canon { return append(strconv.AppendBool(c, b), ' ') }

func (c canon) number(n int64) canon { return append(strconv.AppendInt(c, n, 10), ' ') }

// numbers appends a list of numbers.
func numbers[T uint8 | uint32](c canon, list []T) canon {
	c = append(strconv.AppendInt(c, int64(len(list)), 10), '[')
	for _, n := range list {
		c = c.number(int64(n))
	}
	return c
}
