/** Why a workbook as a whole could not be read or taken; findings about single blanks are another union. */
export type FailureCode =
  | 'F-EMPTY'
  | 'F-NOT-XLSX'
  | 'F-BROKEN'
  | 'F-TOO-LARGE'
  | 'F-ENCRYPTED'
  | 'F-OLD-FORMAT'
  | 'F-BUSY'
  | 'F-MISSING'
  | 'F-SHARE'
  | 'L-WHO';

/** What a failure means and what to do about it, for a school's contact person. */
export function failureSentence(code: FailureCode): string {
  switch (code) {
    case 'F-EMPTY':
      return '这个文件是空的，里面没有任何内容，多半是保存或传送时中断了。请在您的电脑上找到填好的报表，打开确认内容还在，保存并关闭后重新放进来；如果找不到，请重新填写本月下发的报表。';
    case 'F-NOT-XLSX':
      return '这个文件不是 Excel 工作簿，只是名字像（可能是网页、文本、Word 文档或图片改了后缀名）。改后缀名不能转换格式：请在本月下发的报表里填写；如果内容能用 Excel 或 WPS 打开，请点“文件”→“另存为”，类型选“Excel 工作簿（*.xlsx）”，把新存的文件放进来。';
    case 'F-BROKEN':
      return '这个文件已损坏或不完整，读不出来，常见原因是没有存完、传到一半或 U 盘拔早了。请在您的电脑上打开原来的报表，确认内容无误后点“文件”→“另存为”，类型选“Excel 工作簿（*.xlsx）”，等保存完成再重新放进来；如果自己也打不开，请把它移走，下次运行会重新放一份空白的报表。';
    case 'F-TOO-LARGE':
      return '这个文件太大，超出了一份报表应有的大小，没有读取。请删去插入的图片、附件和多余的工作表，并检查表格下方和右侧很远处有没有误填的内容，保存后重新放进来；照片等材料请另外留存，不要贴进报表。';
    case 'F-ENCRYPTED':
      return '这个文件设了打开密码，系统读不了。请用 Excel 或 WPS 打开，点“文件”→“信息”→“保护工作簿”→“用密码进行加密”（WPS 为“文件”→“文档加密”→“密码加密”），把密码清空后保存，再重新放进来。';
    case 'F-OLD-FORMAT':
      return '这个文件是旧格式或其他格式（如 .xls、.et、.ods、.xlsb），系统只读 .xlsx。请用 Excel 或 WPS 打开，点“文件”→“另存为”，类型选“Excel 工作簿（*.xlsx）”，把新存的文件放进来；WPS 默认的类型可能是 .et 或 .xls，保存前请看清类型。只改后缀名不行。';
    case 'F-BUSY':
      return '读取时这个文件正在保存或同步，暂时没有读。请先保存并关闭它，等网盘同步完成；下次运行会自动再读，内容不用重填。';
    case 'F-MISSING':
      return '本月下发的报表原来在学校的文件夹里，现在找不到了，可能被移走、改名或删除。请在回收站或您的电脑上找到它，放回学校的文件夹；如果找不到，请联系区教体局安全科恢复，不要新建空白表代替。';
    case 'F-SHARE':
      return '学校的文件夹没有能共享给这个邮箱，多半因为它不是 Google 账号。请请学校换一个 Google 账号的邮箱填进学校名册，或在学校名册的“报送方式”写“邮件”。';
    case 'L-WHO':
      return '这份报表对不上学校或月份：文件里记的学校、月份，与它所在的文件夹、文件名或表中填写的月份、日期不一致，或者同一学校同一月份有两份内容不同的报表，所以一份都没有读。请核对学校名称和月份，改用本校这个月的那一份填写，文件夹里每个月只留一份；原来的那份找不到了，就把这份移走，下次运行会重新放一份空白的。';
  }
}
