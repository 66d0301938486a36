//go:build !windows || !cgo

package livetrace

import (
	"context"

	"hybriddiag/evidence"
)

// Watch returns ErrUnsupported in this build.
func Watch(context.Context, func(*evidence.Event)) error { return ErrUnsupported }
