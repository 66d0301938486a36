package channelspan

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

func TestEveryChannelHasItsOwnSpan(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 8, 3, 2, minute, 0, 0, time.UTC) }
	var s Spans
	require.Empty(t, s.Coverage(true))
	s.Add("", at(0))
	s.Add("System", at(5))
	require.Equal(t, "System", s.Only())
	s.Add("Application", time.Time{})
	s.Add("System", at(2))
	s.Add("System", at(9))
	require.Empty(t, s.Only())
	require.Equal(t, []evidence.Coverage{
		{Kind: evidence.CoversChannel, Root: "System", From: at(2), To: at(9), Partial: true},
		{Kind: evidence.CoversChannel, Root: "Application", Partial: true},
	}, s.Coverage(true))
}
