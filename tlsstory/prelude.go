package tlsstory

import "time"

// prelude is what both sides say in the clear before TLS: a client asks a proxy
// for a tunnel, or the server for an upgrade. Each method takes bytes of one
// side in order and returns those that belong to what comes behind.
type prelude interface {
	client(b []byte) []byte
	server(t time.Time, b []byte) []byte
}

// preludeOf returns the prelude that a client begins with these bytes, nil for
// none.
func (f *flow) preludeOf(b []byte) prelude {
	switch {
	case looksLikeHello(b):
		return nil
	case isConnect(b):
		return &httpTunnel{conn: f.conn}
	case isSOCKS(b):
		return &socksTunnel{conn: f.conn}
	case isMailCommand(b), isLDAP(b):
		return &startTLS{conn: f.conn}
	}
	return nil
}
