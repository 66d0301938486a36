package tlsstory

import "hybriddiag/evidence"

// WebIO is the GUID of the provider that tells most of the story.
const WebIO = "{50b3e73c-9370-461d-bb9f-26f32d68887d}"

// Log is the name of the log that the rows of the story form: the provider of
// the rows, and the root under which a file says what it could have shown.
const Log = "tls"

// Providers the story listens to.
const (
	guidWinHTTP       = "{7d44233d-3055-4b9c-ba64-0d47ca40a232}"
	guidDNSClient     = "{1c95126e-7eea-49a9-a3fe-a378b03ddb4d}"
	guidTCPIP         = "{2f07e2ee-15db-40f1-90ef-9d7ba282188a}"
	guidSchannel      = "{1f678132-5938-4686-9fdc-c8ff68f15c85}"
	guidKernelProcess = "{22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716}"
	// guidProcessClass is the event class of the kernel logger's process events.
	guidProcessClass = "{3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c}"
)

// Event ids by what they say.
const (
	webIOSetOption      = 15
	webIORequest        = 17
	webIORequestFailed  = 18
	webIORequestConn    = 104
	webIOConnect        = 200
	webIOConnected      = 201
	webIOConnectFailed  = 202
	webIOClosed         = 204
	webIOResolve        = 205
	webIOResolved       = 206
	webIOResolveFailed  = 207
	webIOContextCall    = 700
	webIOContextReturn  = 703
	webIOReceivedTLS    = 704
	webIOSentTLS        = 705
	webIOCertOK         = 712
	webIOCertFailed     = 713
	webIOAcquire        = 728
	webIOAcquired       = 729
	webIOAcquireFailed  = 730
	winHTTPDetectFailed = 808
	winHTTPScriptFailed = 811
	winHTTPScriptType   = 812
	winHTTPProxyFailed  = 815
	dnsDone             = 3008
	tcpConnecting       = 1031
	tcpConnected        = 1033
	tcpConnectFailed    = 1034
	tcpClosing          = 1038
	tcpAborted          = 1040
	tcpShutdown         = 1044
	tcpConnectTimeout   = 1045
	tcpGaveUp           = 1046
	schannelNoCreds     = 36871
	schannelNoSuite     = 36874
	schannelDone        = 36880
	schannelAlertIn     = 36887
	schannelAlertOut    = 36888
)

// Wants reports whether the story needs the event of this provider (GUID in lower
// case with braces) decoded.
func (s *Story) Wants(guid string, id uint32) bool {
	switch guid {
	case WebIO:
		return wantsWebIO(id)
	case guidWinHTTP:
		return isAPIResult(id) || isProxyFailure(id)
	case guidDNSClient:
		return id == dnsDone
	case guidTCPIP:
		return isTCPIP(id)
	case guidSchannel:
		return id == schannelNoCreds || id == schannelNoSuite || id == schannelDone ||
			id == schannelAlertIn || id == schannelAlertOut
	case guidKernelProcess:
		return id == 1 || id == 15
	case guidProcessClass:
		return true
	}
	return false
}

func wantsWebIO(id uint32) bool {
	switch id {
	case webIOSetOption, webIORequest, webIORequestFailed, webIORequestConn,
		webIOConnect, webIOConnected, webIOConnectFailed, webIOClosed,
		webIOResolve, webIOResolved, webIOResolveFailed,
		webIOContextCall, webIOContextReturn, webIOReceivedTLS, webIOSentTLS,
		webIOCertOK, webIOCertFailed, webIOAcquire, webIOAcquired, webIOAcquireFailed:
		return true
	}
	return false
}

func isAPIResult(id uint32) bool { return id == 10 || id == 11 || id == 13 || id == 14 }

func isProxyFailure(id uint32) bool {
	return id == winHTTPDetectFailed || id == winHTTPScriptFailed || id == winHTTPScriptType || id == winHTTPProxyFailed
}

func isTCPIP(id uint32) bool {
	switch id {
	case tcpConnecting, tcpConnected, tcpConnectFailed, tcpClosing, tcpAborted, tcpShutdown, tcpConnectTimeout, tcpGaveUp:
		return true
	}
	return false
}

// Traced tells events that nothing but a trace holds, whatever form it was
// brought into: those of WebIO and WinHTTP.
func Traced(e *evidence.Event) bool {
	return e.Provider.GUID == WebIO && wantsWebIO(e.EventID) ||
		e.Provider.GUID == guidWinHTTP && (isAPIResult(e.EventID) || isProxyFailure(e.EventID))
}
