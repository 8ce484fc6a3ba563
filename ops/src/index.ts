export {
  type CertificateFiles,
  type CertificateOptions,
  makeAuthority,
  makeCertificate,
} from './certificate/make';
export { certificateCheck } from './doctor/checks/certificate';
export { type Diagnosis, type DoctorOptions, examine } from './doctor/doctor';
export { domainList } from './doctor/domains';
export type { Finding, State } from './doctor/finding';
export { reportText, verdict } from './doctor/report';
export { hasHttp2Directive, nginxAbilities } from './nginx/abilities';
export { type NginxOptions, nginxUsage, readNginxOptions, UsageError } from './nginx/options';
export { type NginxAbilities, renderNginx } from './nginx/render';
