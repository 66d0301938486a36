package diagnosis

import (
	"strconv"
	"strings"

	"hybriddiag/evidence"
)

// wordsOf lists words of the program for a sentence.
func wordsOf[S ~string](list []S) evidence.Word {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return evidence.Word(strings.Join(out, ", "))
}

// maxListed bounds the values of a field that a sentence names.
const maxListed = 5

// quotedAll lists values of the case for a sentence.
func quotedAll(values []string) evidence.Word {
	var out []string
	for i, v := range values {
		if i == maxListed {
			out = append(out, "…")
			break
		}
		out = append(out, strconv.Quote(v))
	}
	return evidence.Word(strings.Join(out, ", "))
}
