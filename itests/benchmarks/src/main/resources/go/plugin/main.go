// What the calls are measured with, as a plugin.
package main

func Nop() {}

func Add(a, b int) int { return a + b }

func Echo(text string) string { return text }

func Each(f func(int64) int64, n int64) (sum int64) {
	for i := int64(0); i < n; i++ {
		sum += f(i)
	}
	return
}

func main() {}
