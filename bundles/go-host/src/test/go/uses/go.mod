module example.com/uses

go 1.19

require example.com/shared/v2 v2.0.0-local

replace example.com/shared/v2 => ../shared
