-- The tables of cmd/tarn/catalog_test.go in PostgreSQL's SQL, to make the golden files from PostgreSQL 15.
CREATE SCHEMA fhir;
CREATE SCHEMA history;
CREATE TABLE public.patient(id text PRIMARY KEY, active boolean, birth_date date, last_updated timestamptz,
  multiple_birth integer, meta_profile text[]);
CREATE TABLE public.encounter(id text PRIMARY KEY, patient_id text REFERENCES public.patient(id), status text, raw json,
  cost numeric(18,2), length_value numeric, tags text[]);
CREATE TABLE public.patient_name(patient_id text REFERENCES public.patient(id), ordinal integer, family text, given text[],
  PRIMARY KEY (patient_id, ordinal));
CREATE TABLE public.obs(id text NOT NULL, patient_id text, n bigint, score double precision DEFAULT 1.5, taken time, bytes bytea);
CREATE TABLE history.patient(id text, version bigint);
CREATE TABLE fhir."Patient"(id text, name json);
CREATE VIEW public.v_pat AS SELECT id, birth_date FROM public.patient WHERE active;
COMMENT ON TABLE public.patient IS 'Demographics and other administrative information';
COMMENT ON COLUMN public.patient.birth_date IS 'The date of birth for the individual';
