export {
  type CertificateFiles,
  type CertificateOptions,
  makeAuthority,
  makeCertificate,
} from './certificate/make';
export { hasHttp2Directive, nginxAbilities } from './nginx/abilities';
export { type NginxOptions, nginxUsage, readNginxOptions, UsageError } from './nginx/options';
export { type NginxAbilities, renderNginx } from './nginx/render';
