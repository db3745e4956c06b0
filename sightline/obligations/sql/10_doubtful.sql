-- The stretches that take the full way.
select counted.*
from counted
left join plain on plain.stretch = counted.stretch
where plain.stretch is null
