/* pqread CONNINFO text|binary SETUP QUERY: runs SETUP, then times QUERY through libpq and prints rows, seconds until the
 * first byte of the answer could be read, and seconds in all. Whole result in memory, libpq's fastest way to read a SELECT. */
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
	if (argc != 5) {
		fprintf(stderr, "usage: pqread CONNINFO text|binary SETUP QUERY\n");
		return 2;
	}
	PGconn *c = PQconnectdb(argv[1]);
	if (PQstatus(c) != CONNECTION_OK) {
		fprintf(stderr, "%s", PQerrorMessage(c));
		return 1;
	}
	PGresult *setup = PQexec(c, argv[3]);
	if (PQresultStatus(setup) != PGRES_COMMAND_OK) {
		fprintf(stderr, "%s", PQresultErrorMessage(setup));
		return 1;
	}
	PQclear(setup);
	double start = now();
	if (!PQsendQueryParams(c, argv[4], 0, NULL, NULL, NULL, NULL, strcmp(argv[2], "binary") == 0)) {
		fprintf(stderr, "%s", PQerrorMessage(c));
		return 1;
	}
	PQflush(c);
	struct pollfd p = {.fd = PQsocket(c), .events = POLLIN};
	poll(&p, 1, -1);
	double first = now() - start;
	long rows = 0;
	for (PGresult *r; (r = PQgetResult(c)) != NULL; PQclear(r)) {
		if (PQresultStatus(r) != PGRES_TUPLES_OK) {
			fprintf(stderr, "%s", PQresultErrorMessage(r));
			return 1;
		}
		rows += PQntuples(r);
	}
	printf("%ld %.6f %.6f\n", rows, first, now() - start);
	PQfinish(c);
	return 0;
}
