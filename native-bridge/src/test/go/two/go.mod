module example.com/two

go 1.19

require example.com/common v0.0.0

replace example.com/common => ./common
