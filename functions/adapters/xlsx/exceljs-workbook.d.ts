/** exceljs without its readers of streams, which we never use and which take more than half of its time to load. */
declare module 'exceljs/lib/doc/workbook.js' {
  import { Workbook } from 'exceljs';
  export default Workbook;
}
