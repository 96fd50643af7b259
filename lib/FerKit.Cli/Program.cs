Console.WriteLine("ferkit");
