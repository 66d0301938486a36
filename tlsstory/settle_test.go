package tlsstory

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestRowsComeWhileTheTraceGoesOn(t *testing.T) {
	tp := newTape(t)
	client, server := refusal(t)
	tp.handshakeEvents("0x1", "160", client, server)
	tp.webIO(728, "Connection", "0x2", "EnabledProtocols", "2048", "Result", "0") // under way
	tp.story.Settle(tp.now.Add(-time.Second))
	require.Empty(t, tp.rows, "too young")
	tp.story.Settle(tp.now.Add(time.Second))
	require.Len(t, tp.rows, 1)
	require.Equal(t, "refused", get(t, tp.rows[0], "Outcome"))
	tp.story.Close()
	require.Len(t, tp.rows, 2)
	require.Equal(t, "0x800", get(t, tp.rows[1], "Mask"))
}

func TestYoungFailuresMayStillHeal(t *testing.T) {
	tp := newTape(t)
	query := func(name, status, results string) {
		tp.event(guidDNSClient, 3008, shell, "QueryName", name, "QueryType", "1", "QueryStatus", status, "QueryResults", results)
	}
	query("old.contoso.com", "9003", "")
	tp.wait(10 * time.Second)
	query("young.contoso.com", "1460", "")
	tp.story.Settle(tp.now.Add(-time.Second))
	require.Len(t, tp.rows, 1)
	query("young.contoso.com", "0", "192.0.2.1;")
	tp.story.Close()
	require.Len(t, tp.rows, 1)
	require.Equal(t, "old.contoso.com", get(t, tp.rows[0], "Host"))
}
