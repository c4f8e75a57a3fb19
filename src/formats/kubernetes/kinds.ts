/** Kinds that carry a pod, or decide what runs one, and the API groups they are of. A kind of this name in another group is somebody else's. */
const GROUPS: Readonly<Record<string, RegExp>> = {
  Pod: /^v1$/,
  PodTemplate: /^v1$/,
  ReplicationController: /^v1$/,
  List: /^v1$/,
  Deployment: /^(?:apps|extensions)\/v1/,
  StatefulSet: /^apps\/v1/,
  DaemonSet: /^(?:apps|extensions)\/v1/,
  ReplicaSet: /^(?:apps|extensions)\/v1/,
  Job: /^batch\/v[12]/,
  CronJob: /^batch\/v[12]/,
  RuntimeClass: /^node\.k8s\.io\/v1/,
};

/** Whether an object of this kind and version has elements. A version that a template writes may be any. */
export function ofKubernetes(kind: string, version: string): boolean {
  const group = Object.hasOwn(GROUPS, kind) ? GROUPS[kind] : undefined;
  return group !== undefined && (group.test(version) || /^_+$|\{\{/.test(version));
}
