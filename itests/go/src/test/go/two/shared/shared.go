package shared

// Number is another one.
func Number() int { return 2 + extra() }

func extra() int { return 3 }

// More is more.
func More() int { return 1 }
