// A counter of words, as a Go plugin.
package main

import (
	"fmt"
	"strings"
)

// Limit is the most words that a text may have.
var Limit = 100

// Words tells how often each word is in a text.
func Words(text string) (map[string]int, error) {
	words := strings.Fields(strings.ToLower(text))
	if len(words) > Limit {
		return nil, fmt.Errorf("%d words are more than %d", len(words), Limit)
	}
	counts := map[string]int{}
	for _, word := range words {
		counts[word]++
	}
	return counts, nil
}

func main() {}
