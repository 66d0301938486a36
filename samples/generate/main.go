// Samplegen writes the bundles of samples/ anew, the same bytes on every run of
// one Go release:
//
//	go run ./samples/generate            in the root of the module
//	go run ./samples/generate -o DIR     somewhere else
//
// Each story has a file of its own. A story is a list of files laid out as one
// of the collectors lays them out; event logs are in the real binary format.
// The computers, domains and certificates are invented.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	dir := flag.String("o", "samples", "folder of the samples")
	flag.Parse()
	if err := writeAll(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "samplegen:", err)
		os.Exit(1)
	}
}

// stories are all samples, in the order of the README.
func stories() []sample {
	return []sample{
		tls12Disabled(),
		trustExpired(),
		registrationDenied(),
		deletionThreshold(),
		sharedCertificate(),
		onlyAftermath(),
		winHTTPWithoutTLS12(),
		wrongTable(),
		privateKey(),
		lostCertificate(),
		inspection(),
		proxyNotSeen(),
		proxyAsks(),
		modelDatabase(),
		sectorSize(),
		serviceAccount(),
		forbidden(),
		clockDrift(),
		noLogonServer(),
		webSocketRefused(),
		pastFault(),
		keyNotCollected(),
		healthAgent(),
		singleSignOn(),
	}
}
