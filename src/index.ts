export { type FormatName, formatNames, formats, type Layout, layouts, packageName } from "../packaging/formats.ts"
export { type Inspection, inspectPackage, type PackageCounts } from "../packaging/inspect.ts"
export { type Bundle, packageCourse } from "../packaging/package.ts"
export { type PackageFile, zipFiles } from "../packaging/zip.ts"
export {
  type BuildEffects,
  type BuildOptions,
  type BuildReport,
  type BuiltPackage,
  buildCourse,
  OutputError,
} from "./build.ts"
export { type BundleTarget, bundleCourse } from "./bundle.ts"
export { type Choice, choosePackages, type LeftOut, type PackageTarget, type Wish } from "./choose-packages.ts"
export { CompareError, type Comparison, comparePackages, type Difference, type Verdict } from "./compare.ts"
export {
  CourseError,
  type Diagnostic,
  formatDiagnostic,
  type Place,
  type Severity,
  sortDiagnostics,
} from "./diagnostic.ts"
export type * from "./lesson/model.ts"
export { loadLesson as loadCourse } from "./load-lesson.ts"
