// Package all is the explicit list of the parsers, and the only package that
// imports them.
package all

import (
	"hybriddiag/parsers"
	"hybriddiag/parsers/adsync"
	"hybriddiag/parsers/agenttrace"
	"hybriddiag/parsers/burnlog"
	"hybriddiag/parsers/certdump"
	"hybriddiag/parsers/connectorversion"
	"hybriddiag/parsers/connecttrace"
	"hybriddiag/parsers/csexport"
	"hybriddiag/parsers/etl"
	"hybriddiag/parsers/eventjson"
	"hybriddiag/parsers/eventtext"
	"hybriddiag/parsers/eventxml"
	"hybriddiag/parsers/evtx"
	"hybriddiag/parsers/hcwlog"
	"hybriddiag/parsers/installlog"
	"hybriddiag/parsers/msilog"
	"hybriddiag/parsers/oplog"
	"hybriddiag/parsers/pcap"
	"hybriddiag/parsers/regfile"
	"hybriddiag/parsers/runhistory"
	"hybriddiag/parsers/steperror"
	"hybriddiag/parsers/tlscheck"
	"hybriddiag/parsers/transcript"
	"hybriddiag/parsers/trustsettings"
	"hybriddiag/parsers/winhttplog"
	"hybriddiag/parsers/xmlconfig"
)

// All returns every parser, in the order in which equal likelihoods are
// decided: formats with magic bytes first, plain text last.
func All() []parsers.Parser {
	return []parsers.Parser{
		regfile.Parser{},
		evtx.Parser{},
		pcap.Parser{},
		eventxml.Parser{},
		eventjson.Parser{},
		runhistory.Parser{},
		hcwlog.Parser{},
		connecttrace.Parser{},
		steperror.Parser{},
		msilog.Parser{},
		burnlog.Parser{},
		agenttrace.Parser{},
		csexport.Parser{},
		winhttplog.Parser{},
		oplog.Parser{},
		adsync.Parser{},
		certdump.Parser{},
		connectorversion.Parser{},
		etl.Parser{},
		eventtext.Parser{},
		tlscheck.Parser{},
		trustsettings.Parser{},
		xmlconfig.Parser{},
		transcript.Parser{},
		installlog.Parser{},
	}
}
