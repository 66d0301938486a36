package psout

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestOnlyLinesThatTheConsoleBrokeAreJoined(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"one line":      {"a", "a"},
		"short lines":   {"a\nb", "a\nb"},
		"broken":        {"Failed to retrieve the current execution policy\nfor running PowerShell scripts.", "Failed to retrieve the current execution policy for running PowerShell scripts."},
		"a sentence":    {"The server encountered an unexpected error here.\nSecond line", "The server encountered an unexpected error here.\nSecond line"},
		"room was left": {"Short head\nThe server encountered an unexpected error while\nperforming a callback", "Short head\nThe server encountered an unexpected error while performing a callback"},
		"blank line":    {"The server encountered an unexpected error while\n\nx", "The server encountered an unexpected error while\n\nx"},
		"Japanese":      {"コネクタの信頼証明書の有効期限が切れていますので再登\n録します", "コネクタの信頼証明書の有効期限が切れていますので再登録します"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { require.Equal(t, tt.want, Unwrap(tt.in)) })
	}
}
