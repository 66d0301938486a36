package zipcrypt

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAPasswordThatDoesNotFitIsRefusedBeforeReading(t *testing.T) {
	passed := 0
	for check := range 256 {
		_, err := NewZipCrypto(strings.NewReader("0123456789abrest"), []byte("pw"), byte(check))
		if err == nil {
			passed++
			continue
		}
		require.ErrorIs(t, err, ErrPassword)
	}
	require.Equal(t, 1, passed, "there is one check byte")
	_, err := NewAES(bytes.NewReader(make([]byte, 50)), 50, []byte("pw"), 3)
	require.ErrorIs(t, err, ErrPassword)
}

func TestCutHeadersAreNoWrongPassword(t *testing.T) {
	_, err := NewZipCrypto(strings.NewReader("short"), []byte("pw"), 0)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	_, err = NewAES(bytes.NewReader(make([]byte, 5)), 50, []byte("pw"), 1)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	_, err = NewAES(bytes.NewReader(make([]byte, 50)), 19, []byte("pw"), 1)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	_, err = NewAES(bytes.NewReader(make([]byte, 50)), 50, []byte("pw"), 4)
	require.ErrorContains(t, err, "strength 4")
}
