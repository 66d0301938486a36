package tlsstory

import "time"

// sameHandshake is how far apart WinHTTP's call and the captured hello of one
// connection may be when nothing but the host ties them together.
const sameHandshake = 3 * time.Second

// join merges the captured flow of a connection into what the providers told of
// it. The random of the ClientHello proves that both are one; without the bytes
// of WebIO 705, the host and the time must do.
func join(conns []*conn) []*conn {
	random := map[[32]byte]*conn{}
	byHost := map[string][]*conn{}
	for _, c := range conns {
		switch {
		case c.captured:
		case c.hello() != nil:
			random[c.hello().Random] = c
		case c.host != "" && c.hasMask:
			byHost[c.host] = append(byHost[c.host], c)
		}
	}
	kept := conns[:0:0]
	for _, c := range conns {
		if !c.captured || !mergeFlow(c, random, byHost) {
			kept = append(kept, c)
		}
	}
	return kept
}

// mergeFlow gives a captured flow to the connection it belongs to; false when
// there is none. A hello captured twice is given twice: the second changes
// nothing.
func mergeFlow(flow *conn, random map[[32]byte]*conn, byHost map[string][]*conn) bool {
	hello := flow.hello()
	if hello == nil {
		return false
	}
	if c, ok := random[hello.Random]; ok {
		c.merge(flow)
		return true
	}
	for _, c := range byHost[hello.SNI] {
		gap := flow.offered.Sub(c.decided.time).Abs()
		if !c.merged && gap <= sameHandshake {
			c.merge(flow)
			return true
		}
	}
	return false
}

// merge takes over what only the packets show.
func (c *conn) merge(flow *conn) {
	c.merged = true
	c.local, c.remote = flow.local, flow.remote
	if c.port == 0 {
		c.port = flow.port
	}
	if c.hello() == nil {
		c.client.ClientHello, c.offered = flow.hello(), flow.offered
	}
	if c.server.ServerHello == nil {
		c.server.ServerHello = flow.server.ServerHello
	}
	if c.server.Certificates == nil {
		c.server.Certificates = flow.server.Certificates
	}
	if flow.hasAlert && !c.hasAlert {
		c.hasAlert, c.alert, c.alertFrom = true, flow.alert, flow.alertFrom
	}
	c.established = c.established || flow.established
	c.reset = c.reset || flow.reset
	c.timedOut = c.timedOut || flow.timedOut
	c.tunnelled = c.tunnelled || flow.tunnelled
	if c.proxyStatus == 0 {
		c.proxyStatus = flow.proxyStatus
	}
}
