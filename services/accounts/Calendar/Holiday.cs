using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Calendar;

public sealed record Holiday(DateOnly Day, string Name);
