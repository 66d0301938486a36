package clip

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNoHalfCharacterIsLeft(t *testing.T) {
	require.Equal(t, "ab", String("ab", 2))
	require.Equal(t, "a", String("ab", 1))
	require.Equal(t, "予", String("予定", 5))
}
