"""What the server says on standard error: one JSON object a line, without names, ids of children or addresses asked."""

import json
import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
SAID = ("page", "status", "milliseconds", "method", "person")
log = logging.getLogger("sightline.web")


class JsonLines(logging.Formatter):
    """A log line as JSON. Of a fault only its kind and place are said: its words could hold what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line = {"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)), "level": record.levelname}
        line |= {"said": record.msg if record.name.startswith("sightline") and not record.args else record.name}
        line |= {name: getattr(record, name) for name in SAID if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["fault"] = record.exc_info[0].__name__
            line["where"] = _place(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


def log_requests(answer: Answer) -> Answer:
    """Django middleware: one line for each answer. The page is the name of its route, never the address asked for."""

    def with_line(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = answer(request)
        match = request.resolver_match
        log.info(
            "answered",
            extra={
                "page": match.view_name if match else "",
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - began) * 1000),
                "method": request.method,
                "person": getattr(getattr(request, "user", None), "pk", None),
            },
        )
        return response

    return with_line


def _place(trace: object) -> str:
    place = ""
    while trace is not None:
        frame = trace.tb_frame  # type: ignore[attr-defined]
        place = f"{frame.f_globals.get('__name__', '')}:{trace.tb_lineno}"  # type: ignore[attr-defined]
        trace = trace.tb_next  # type: ignore[attr-defined]
    return place
