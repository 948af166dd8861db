package shared

func Number() int { return 1 }
