package shared

type Item struct {
	ID   uint64
	Name string
	sub  []Sub
}
type Sub struct{ X, Y float32 }
type Enum uint8
