package textenc

import "io"

// Join returns the lines that next gives as a stream in which each ends with
// LF; the stream ends when next gives none. A line may be reused after the call.
func Join(next func() ([]byte, bool)) io.Reader { return &joined{next: next} }

type joined struct {
	next func() ([]byte, bool)
	rest []byte
	done bool
}

// Read implements io.Reader.
func (j *joined) Read(b []byte) (int, error) {
	if len(j.rest) == 0 && !j.done {
		line, ok := j.next()
		j.rest, j.done = j.rest[:0], !ok
		if ok {
			j.rest = append(append(j.rest, line...), '\n')
		}
	}
	if len(j.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(b, j.rest)
	j.rest = j.rest[n:]
	return n, nil
}
