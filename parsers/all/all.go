// Package all is the explicit list of the parsers, and the only package that
// imports them.
package all

import (
	"hybriddiag/parsers"
	"hybriddiag/parsers/adsync"
	"hybriddiag/parsers/agenttrace"
	"hybriddiag/parsers/answers"
	"hybriddiag/parsers/burnlog"
	"hybriddiag/parsers/certdump"
	"hybriddiag/parsers/clickonce"
	"hybriddiag/parsers/connectorversion"
	"hybriddiag/parsers/connecttrace"
	"hybriddiag/parsers/csexport"
	"hybriddiag/parsers/etl"
	"hybriddiag/parsers/eventjson"
	"hybriddiag/parsers/eventtext"
	"hybriddiag/parsers/eventxml"
	"hybriddiag/parsers/evtx"
	"hybriddiag/parsers/hcwlog"
	"hybriddiag/parsers/healthchecker"
	"hybriddiag/parsers/hive"
	"hybriddiag/parsers/hotfixes"
	"hybriddiag/parsers/installlog"
	"hybriddiag/parsers/msilog"
	"hybriddiag/parsers/netconfig"
	"hybriddiag/parsers/noted"
	"hybriddiag/parsers/oplog"
	"hybriddiag/parsers/paste"
	"hybriddiag/parsers/pcap"
	"hybriddiag/parsers/programs"
	"hybriddiag/parsers/regfile"
	"hybriddiag/parsers/regquery"
	"hybriddiag/parsers/runhistory"
	"hybriddiag/parsers/services"
	"hybriddiag/parsers/shipped"
	"hybriddiag/parsers/sqllog"
	"hybriddiag/parsers/steperror"
	"hybriddiag/parsers/systeminfo"
	"hybriddiag/parsers/tlscheck"
	"hybriddiag/parsers/tracetext"
	"hybriddiag/parsers/transcript"
	"hybriddiag/parsers/trustsettings"
	"hybriddiag/parsers/winhttplog"
	"hybriddiag/parsers/xmlconfig"
)

// All returns every parser, in the order in which equal likelihoods are
// decided: binary formats first, so that nobody decodes a binary file as text,
// and plain text last.
func All() []parsers.Parser {
	return []parsers.Parser{
		hive.Parser{},
		evtx.Parser{},
		pcap.Parser{},
		etl.Parser{},
		regfile.Parser{},
		eventxml.Parser{},
		eventjson.Parser{},
		shipped.Parser{},
		runhistory.Parser{},
		hcwlog.Parser{},
		connecttrace.Parser{},
		steperror.Parser{},
		clickonce.Parser{},
		msilog.Parser{},
		burnlog.Parser{},
		sqllog.Parser{},
		agenttrace.Parser{},
		csexport.Parser{},
		winhttplog.Parser{},
		tracetext.Parser{},
		oplog.Parser{},
		adsync.Parser{},
		certdump.Parser{},
		connectorversion.Parser{},
		eventtext.Parser{},
		healthchecker.Parser{},
		tlscheck.Parser{},
		regquery.Parser{},
		netconfig.Parser{},
		systeminfo.Parser{},
		hotfixes.Parser{},
		programs.Parser{},
		services.Parser{},
		answers.Parser{},
		trustsettings.Parser{},
		xmlconfig.Parser{},
		transcript.Parser{},
		installlog.Parser{},
		noted.Parser{},
		paste.Parser{},
	}
}
