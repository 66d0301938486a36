package bundle

import (
	"fmt"
	"io"

	"hybriddiag/evidence"
)

// guarded keeps a panic of a decompressor that is not ours from crossing our
// border: hostile data becomes an error.
func guarded(open func() (io.Reader, error)) (r io.Reader, err error) {
	defer recoverTo(&err)
	inner, err := open()
	if err != nil {
		return nil, err
	}
	return guard{inner}, nil
}

type guard struct{ r io.Reader }

func (g guard) Read(p []byte) (n int, err error) {
	defer recoverTo(&err)
	return g.r.Read(p)
}

func recoverTo(err *error) {
	if v := recover(); v != nil {
		*err = evidence.Failed("decompressor/failed", "value", evidence.Word(fmt.Sprint(v)))
	}
}
